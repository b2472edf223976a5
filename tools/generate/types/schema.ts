import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of JSON Schema (draft-07) that the vendored files use, with their extension keywords. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly 'x-go-default'?: unknown;
  readonly 'x-go-defaulted'?: 'conditional' | 'computed';
  readonly 'x-go-type'?: string;
  readonly 'x-known-values'?: readonly string[];
  readonly 'x-gardener-immutable'?: string;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
}

/** One row of `imports/index.json`. */
export interface IndexEntry {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly class: 'crd' | 'aggregated' | 'componentconfig' | 'providerconfig' | 'core';
  readonly scope?: 'Namespaced' | 'Cluster';
  readonly plural?: string;
  readonly tier: number;
  /** The object carries neither apiVersion nor kind. */
  readonly bare?: boolean;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  readonly removedIn?: string;
  /** `owner/name:path@ref`. */
  readonly source: string;
  /** Path of the schema below the vendored folder. */
  readonly file: string;
}

/** A kind with its schema. */
export interface KindSchema {
  readonly entry: IndexEntry;
  /** Folder below `imports/`: `<group or core>/<version>`. */
  readonly home: string;
  readonly schema: Schema;
}

/** Where the schema of a row lies, relative to `imports/`. */
export function schemaPath(entry: Pick<IndexEntry, 'file'>): string {
  return entry.file.replace(/\.json$/, '.schema.json');
}

/** All kinds of `imports/index.json` with their schemas, in the order of the index. */
export function readKinds(root: string): KindSchema[] {
  const index = JSON.parse(readFileSync(join(root, 'imports/index.json'), 'utf8')) as { schemas: IndexEntry[] };
  return index.schemas.map(entry => ({
    entry,
    home: entry.file.slice(0, entry.file.lastIndexOf('/')),
    schema: JSON.parse(readFileSync(join(root, 'imports', schemaPath(entry)), 'utf8')) as Schema,
  }));
}
