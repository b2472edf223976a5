import * as path from 'node:path';
import { Node, type IConstruct } from 'constructs';
import type { Origin } from '../core/finding';

const traceSymbol = Symbol.for('cdk8s-gardener.trace');

interface Trace {
  readonly stack?: string;
}

const tracingSymbol = Symbol.for('cdk8s-gardener.tracing');

/** Frames between the creation of a construct and the app that asked for it, at most. */
const framesKept = 10;

interface NodePrototype {
  addChild(this: Node, child: IConstruct, id: string): void;
}

let patched = false;

/**
 * Remembers for every construct of a tree where in the app it is created, so that findings can name the line. Constructs has no hook
 * for it; its Node tells the parent by calling `addChild` (test/synth/cdk8s-internals.test.ts proves that it does). Trees of other
 * roots are not touched.
 */
export function enableTracing(root: IConstruct): void {
  Object.defineProperty(root, tracingSymbol, { value: true });
  if (patched) return;
  patched = true;
  const prototype = Node.prototype as unknown as NodePrototype;
  const { addChild } = prototype;
  prototype.addChild = function (child, id) {
    addChild.call(this, child, id);
    if ((this.root as unknown as Record<symbol, unknown>)[tracingSymbol] === true) captureTrace(child);
  };
}

/** Remembers the place that makes a construct. The text of a trace is made only when a finding asks for it. */
export function captureTrace(construct: IConstruct): void {
  (construct as unknown as Record<symbol, Trace>)[traceSymbol] = traceHere(captureTrace);
}

/**
 * Remembers the place in the app that calls a method of a construct, for findings about that call and not about the construct. Undefined
 * when no frame belongs to the app.
 */
export function captureCall(): () => Place | undefined {
  const trace = traceHere(captureCall);
  return () => (trace.stack === undefined ? undefined : placeIn(trace.stack));
}

function traceHere(below: (...args: never) => unknown): Trace {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = framesKept;
  const trace: Trace = {};
  Error.captureStackTrace(trace, below);
  Error.stackTraceLimit = limit;
  return trace;
}

/**
 * The place in the app that created a construct: of the construct itself, or of the nearest one around it that knows. Always
 * holds the path in the tree.
 */
export function originOf(construct: IConstruct): Origin {
  const { scopes, path: constructPath } = construct.node;
  for (let i = scopes.length - 1; i >= 0; i--) {
    const { stack } = (scopes[i] as unknown as Record<symbol, Trace | undefined>)[traceSymbol] ?? {};
    const place = stack === undefined ? undefined : placeIn(stack);
    if (place !== undefined) return { ...place, construct: constructPath };
  }
  return { file: '', construct: constructPath };
}

const place = /^(?:file:\/\/)?(.+):(\d+):(\d+)$/;

/** File, line and column of a line of a stack trace: `at name (file:1:2)` or `at file:1:2`. */
function parseFrame(
  text: string,
): { readonly file: string; readonly line: number; readonly column: number } | undefined {
  const frame = text.trim().replace(/^at /, '');
  const inner = frame.endsWith(')') ? frame.slice(frame.lastIndexOf('(') + 1, -1) : frame;
  const [, file, line, column] = place.exec(inner) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}

/** Those of the construct libraries, and Node's own, are never where the user made the mistake. */
const libraries = /[\\/]node_modules[\\/]|^node:/;

/** A place in a file of the app. */
export type Place = Pick<Origin, 'file' | 'line' | 'column'>;

/** The innermost frame that belongs to the app. */
function placeIn(stack: string): Place | undefined {
  const [first] = placesIn(stack);
  return first;
}

/** The frames of a stack trace that belong to the app, innermost first. */
export function* placesIn(stack: string): Iterable<Place> {
  for (const text of stack.split('\n').slice(1)) {
    const frame = parseFrame(text);
    if (frame === undefined || libraries.test(frame.file) || isOwn(frame.file)) continue;
    yield { ...frame, file: path.relative(process.cwd(), frame.file).split(path.sep).join('/') };
  }
}

let folders: readonly string[] | undefined;

function isOwn(file: string): boolean {
  folders ??= ownFolders();
  return folders.some(folder => file.startsWith(folder));
}

/** Our own files as stack traces show them: the sources, or what they were compiled to; a loader may tell traces of errors from others. */
function ownFolders(): readonly string[] {
  const trace: Trace = {};
  Error.captureStackTrace(trace);
  return [trace.stack, new Error().stack].map((stack = '') => {
    const [, here = ''] = stack.split('\n');
    return path.resolve(path.dirname(parseFrame(here)?.file ?? __filename), '..') + path.sep;
  });
}
