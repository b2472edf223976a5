import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from '../../../lib/api/json-schema';
import { firstChangedInput } from '../lock';

export type { Schema };

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

/** All kinds of `imports/index.json` with their schemas, in the order of the index; fails when an input is not what the lock pins. */
export function readKinds(root: string): KindSchema[] {
  const changed = firstChangedInput(root);
  if (changed !== undefined)
    throw new Error(`${changed} is not what imports/lock.json pins: import schemas with tools/generate/vendor.ts`);
  const index = JSON.parse(readFileSync(join(root, 'imports/index.json'), 'utf8')) as { schemas: IndexEntry[] };
  return index.schemas.map(entry => ({
    entry,
    home: entry.file.slice(0, entry.file.lastIndexOf('/')),
    schema: JSON.parse(readFileSync(join(root, 'imports', schemaPath(entry)), 'utf8')) as Schema,
  }));
}
