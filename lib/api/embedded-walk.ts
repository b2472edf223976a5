import type { FieldPath } from '../core/field-path';
import type { EmbeddedField } from './embedded-fields';

/** A configuration found in an object. */
export interface Embedded {
  readonly config: unknown;
  readonly path: FieldPath;
  readonly field: EmbeddedField;
  /** The provider, network or extension type that decides the kind, where the field has one. */
  readonly type: string | undefined;
  /** What it is a part of is switched off. */
  readonly disabled: boolean;
}

/** The fields of a kind as a tree: what they have in common is walked once. */
export interface EmbeddedTree {
  readonly name: string;
  readonly isList: boolean;
  readonly field: EmbeddedField | undefined;
  readonly children: readonly EmbeddedTree[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Calls back for every configuration in the fields of a tree. */
export class EmbeddedWalk {
  private readonly root: object;
  private readonly visit: (found: Embedded) => void;

  constructor(root: object, visit: (found: Embedded) => void) {
    this.root = root;
    this.visit = visit;
  }

  /** Walks an object that stands at `path`. */
  into(object: unknown, children: readonly EmbeddedTree[], path: FieldPath): void {
    if (typeof object !== 'object' || object === null) return;
    for (const child of children) {
      const value = (object as Fields)[child.name];
      if (value === undefined || value === null) continue;
      const place = path.child(child.name);
      if (child.field !== undefined) this.found(value, place, { field: child.field, parent: object as Fields });
      else if (!child.isList) this.into(value, child.children, place);
      else if (Array.isArray(value)) this.intoEntries(value, child.children, place);
    }
  }

  private intoEntries(list: readonly unknown[], children: readonly EmbeddedTree[], path: FieldPath): void {
    for (let position = 0; position < list.length; position++) {
      this.into(list[position], children, path.index(position));
    }
  }

  private found(config: unknown, path: FieldPath, { field, parent }: { field: EmbeddedField; parent: Fields }): void {
    const disabled = parent['disabled'] === true;
    this.visit({ config, path, field, type: typeOf(field.type, parent, this.root), disabled });
  }
}

function typeOf(where: string | undefined, parent: Fields, root: object): string | undefined {
  if (where === undefined) return undefined;
  const value = where.startsWith('.') ? parent[where.slice(1)] : valueAt(root, where);
  return typeof value === 'string' ? value : undefined;
}

function valueAt(root: object, path: string): unknown {
  let value: unknown = root;
  for (const name of path.split('.')) value = (value as Fields | null | undefined)?.[name];
  return value;
}

/** Builds the tree of a list of fields. */
export function embeddedTree(fields: readonly EmbeddedField[]): readonly EmbeddedTree[] {
  return treeOf(fields.map(field => ({ field, segments: field.path.split('.') })));
}

interface Branch {
  readonly field: EmbeddedField;
  readonly segments: readonly string[];
}

function treeOf(branches: readonly Branch[]): readonly EmbeddedTree[] {
  const names = [...new Set(branches.map(({ segments: [first = ''] }) => first))];
  return names.map(name => {
    const group = branches.filter(({ segments }) => segments[0] === name);
    const below = group.filter(({ segments }) => segments.length > 1);
    return {
      name: name.replace('[]', ''),
      isList: name.endsWith('[]'),
      field: group.find(({ segments }) => segments.length === 1)?.field,
      children: treeOf(below.map(({ field, segments: [, ...rest] }) => ({ field, segments: rest }))),
    };
  });
}
