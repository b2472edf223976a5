import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import type { Origin } from '../core/finding';

const traceSymbol = Symbol.for('cdk8s-gardener.trace');

interface Trace {
  readonly stack?: string;
}

/** Frames that lie between an app and a captured trace, at most; deeper ones cost time for nothing. */
const framesKept = 12;

/** Remembers where in the app a construct is being created. The text of the trace is made only when a finding asks for it. */
export function captureTrace(construct: IConstruct): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = framesKept;
  const trace: Trace = {};
  Error.captureStackTrace(trace, captureTrace);
  Error.stackTraceLimit = limit;
  Object.defineProperty(construct, traceSymbol, { value: trace });
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

const frame = /\(?((?:file:\/\/)?(?:[A-Za-z]:)?[^():]+):(\d+):(\d+)\)?$/;
/** Our own files and those of the construct libraries are never where the user made the mistake. */
const ownFolder = path.resolve(__dirname, '..');
const libraries = /[\\/]node_modules[\\/]|^node:/;

/** The innermost frame that belongs to the app. */
function placeIn(stack: string): Pick<Origin, 'file' | 'line' | 'column'> | undefined {
  for (const text of stack.split('\n').slice(1)) {
    const match = frame.exec(text.trim());
    if (match === null) continue;
    const [, location = '', line, column] = match;
    const file = location.replace(/^file:\/\//, '');
    if (libraries.test(file) || file.startsWith(ownFolder + path.sep)) continue;
    return {
      file: path.relative(process.cwd(), file).split(path.sep).join('/'),
      line: Number(line),
      column: Number(column),
    };
  }
  return undefined;
}
