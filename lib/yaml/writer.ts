import { FieldPath } from '../core/field-path';
import type { PlainMap } from '../core/plain-map';
import { isPlain, resolveForeign, type Resolve } from './plain';
import { findUnwritable, type Unwritable } from './unwritable';
import { sortedKeys } from './sorted-keys';
import { NoForm, Walk } from './walk';

/** Fields that lead a document; all other keys are sorted by code unit. */
const leading = ['apiVersion', 'kind', 'metadata'];

/** Parts of `metadata` that are left out when they hold nothing, as cdk8s does. */
const droppedWhenEmpty = ['labels', 'annotations', 'finalizers', 'ownerReferences'];

const none: readonly Unwritable[] = [];

/** Writing failed; `problems` says where and why, all of them at once. */
export class UnwritableError extends Error {
  readonly problems: readonly Unwritable[];

  constructor(problems: readonly Unwritable[]) {
    super(problems.map(({ path, reason }) => `${path.toString()}: ${reason}`).join('\n'));
    this.name = 'UnwritableError';
    this.problems = problems;
  }
}

/** A document as text, and what is wrong with it. */
export interface Rendered {
  /** Absent when a part has no YAML form. */
  readonly text?: string;
  readonly problems: readonly Unwritable[];
  /** The text shows every part of the object as it is: nothing was resolved, and nothing was left out. */
  readonly asIs: boolean;
}

/**
 * An object as one YAML document that ends in a line break: apiVersion, kind and metadata first, all other keys sorted, fields that
 * are absent or null left out. Equal objects give equal bytes, and every reader of the tool chain gets the same values.
 *
 * Throws UnwritableError when a part has no YAML form. What only kustomize cannot carry is written; `renderDocument` tells of it.
 */
export function writeDocument(object: object, resolve?: Resolve): string {
  return textOf(renderDocument(object, resolve));
}

/** Several objects as one stream, each as `writeDocument` writes it, with `---` between them; none give the empty text. */
export function writeDocuments(objects: Iterable<object>, resolve?: Resolve): string {
  return Array.from(objects, object => writeDocument(object, resolve)).join('---\n');
}

/** Any value as one YAML document that ends in a line break, all keys sorted. Throws UnwritableError as `writeDocument` does. */
export function writeValue(value: unknown): string {
  return textOf(render(value, undefined, walk => walk.root(value)));
}

/** As `writeDocument`, with everything that is wrong as data instead of an exception. A good object is walked once. */
export function renderDocument(object: object, resolve?: Resolve): Rendered {
  return render(object, resolve, walk => {
    const map = walk.plain(object, 0);
    if (typeof map !== 'object' || map === null || Array.isArray(map)) walk.root(map);
    else {
      const tidied = tidy(map as PlainMap, resolve);
      if (tidied !== map) walk.asIs = false;
      walk.document(tidied, documentOrder(map));
    }
  });
}

function render(value: unknown, resolve: Resolve | undefined, write: (walk: Walk) => void): Rendered {
  const walk = new Walk(resolve);
  try {
    write(walk);
  } catch (error) {
    if (error instanceof NoForm) return { problems: findUnwritable(value, resolve), asIs: false };
    throw error;
  }
  return { text: walk.text(), problems: walk.doubtful ? findUnwritable(value, resolve) : none, asIs: walk.asIs };
}

function textOf({ text, problems }: Pick<Rendered, 'text' | 'problems'>): string {
  if (text === undefined) throw new UnwritableError(problems);
  return text;
}

function documentOrder(map: object): string[] {
  const keys = sortedKeys(map);
  if (keys[0] === leading[0] && keys[1] === leading[1] && keys[2] === leading[2]) return keys;
  return [...leading.filter(key => keys.includes(key)), ...keys.filter(key => !leading.includes(key))];
}

const metadataPath = FieldPath.of('metadata');

/** The object without the parts of its metadata that hold nothing. */
function tidy(map: PlainMap, resolve: Resolve | undefined): PlainMap {
  const metadata = plainAt(map['metadata'], metadataPath, resolve);
  if (typeof metadata !== 'object' || metadata === null) return map;
  const fields = metadata as PlainMap;
  let tidied: Record<string, unknown> | undefined;
  for (const key of droppedWhenEmpty) {
    if (fields[key] === undefined || !isEmpty(plainAt(fields[key], metadataPath, resolve))) continue;
    tidied ??= { ...fields };
    tidied[key] = undefined;
  }
  return tidied === undefined ? map : { ...map, metadata: tidied };
}

function plainAt(value: unknown, path: FieldPath, resolve: Resolve | undefined): unknown {
  return typeof value === 'object' && value !== null ? resolveForeign(value, path, resolve) : value;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null || !isPlain(value)) return false;
  return Object.values(value).every(entry => entry === undefined || entry === null);
}
