import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupOf } from '../core/object';
import type { Scope } from '../../imports/kind';
import { amendSchema } from './amendments';
import type { Schema } from './json-schema';

/** Who decodes objects of a kind; what a refusal looks like depends on it. */
export type KindClass = 'crd' | 'aggregated' | 'componentconfig' | 'providerconfig' | 'core';

/** A kind with a schema. */
export interface KindInfo {
  /** `<group>/<version>`, or the version alone in the core group. */
  readonly apiVersion: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly class: KindClass;
  readonly scope: Scope;
  /** 1 = typed and validated, 2 = validated when met. */
  readonly tier: number;
  readonly plural?: string;
  /** The object carries neither apiVersion nor kind. */
  readonly bare?: boolean;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  /** The release that dropped the kind, for example `gardener v1.142.0`. */
  readonly removedIn?: string;
  /** `owner/name:path@ref` of the declaration. */
  readonly source: string;
  /** Loads the schema; later calls return the same object. */
  readonly schema: () => Schema;
  /** The schema as text, for hashing. */
  readonly schemaText: () => string;
  /** Patterns that cannot be evaluated here; only definitions of users have such. */
  readonly unchecked?: () => readonly string[];
}

/** The kinds that can be validated: those of `imports/`, and CRDs of the user. */
export class Registry {
  private readonly byName: ReadonlyMap<string, KindInfo>;
  private readonly byGroupKind = new Map<string, KindInfo[]>();

  constructor(kinds: Iterable<KindInfo>) {
    this.byName = new Map(Array.from(kinds, info => [`${info.apiVersion} ${info.kind}`, info]));
    for (const info of this.byName.values()) {
      const key = `${info.group}/${info.kind}`;
      this.byGroupKind.set(key, [...(this.byGroupKind.get(key) ?? []), info]);
    }
  }

  /** The kind of exactly that version. Files of schemas may tell the name of a kind in lower case only. */
  find(apiVersion: string, kind: string): KindInfo | undefined {
    return this.byName.get(`${apiVersion} ${kind}`) ?? this.byName.get(`${apiVersion} ${kind.toLowerCase()}`);
  }

  /** The same kind in all versions that have a schema, in the order of the index. */
  versionsOf(apiVersion: string, kind: string): readonly KindInfo[] {
    return this.byGroupKind.get(`${groupOf(apiVersion)}/${kind}`) ?? [];
  }

  /** All kinds, in the order of the index. */
  all(): Iterable<KindInfo> {
    return this.byName.values();
  }

  /** A registry with more kinds; they win over those of the same name. */
  with(kinds: Iterable<KindInfo>): Registry {
    return new Registry([...this.byName.values(), ...kinds]);
  }
}

let loaded: Registry | undefined;

/** The kinds of `imports/`, and those that this program added. Only the index is read; a schema is loaded when its kind is met. */
export function builtinRegistry(): Registry {
  loaded ??= new Registry(readIndex().map(kindInfo));
  return loaded;
}

const added: KindInfo[] = [];

/** Makes kinds known to the whole program: modules of imported kinds do so when they are loaded. */
export function addKinds(kinds: Iterable<KindInfo>): void {
  added.push(...kinds);
  loaded = withUserKinds(builtinRegistry(), added).registry;
}

/** The kinds that this program added to those of `imports/`. */
export function addedKinds(): readonly KindInfo[] {
  return added;
}

/** A registry with kinds of the user. */
export interface ExtendedRegistry {
  readonly registry: Registry;
  /** Kinds of the user that are not used, because ours are. */
  readonly ignored: readonly KindInfo[];
}

/**
 * Adds kinds of the user. For kinds that we have too, theirs are what runs in their clusters, and win; but for those of Gardener and Kubernetes: our
 * schemas of these know the history of every field, defaults and embedded configurations, which no definition tells.
 */
export function withUserKinds(registry: Registry, kinds: Iterable<KindInfo>): ExtendedRegistry {
  const all = [...kinds];
  const ignored = all.filter(({ apiVersion, kind }) => isOurs(registry.find(apiVersion, kind)));
  return { registry: registry.with(all.filter(info => !ignored.includes(info))), ignored };
}

function isOurs(info: KindInfo | undefined): boolean {
  return info !== undefined && (info.class !== 'crd' || /(?:^|\.)gardener\.cloud$/.test(info.group));
}

interface IndexRow {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly class: KindClass;
  readonly scope?: 'Namespaced' | 'Cluster';
  readonly tier: number;
  readonly plural?: string;
  readonly bare?: boolean;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  readonly removedIn?: string;
  readonly source: string;
  readonly file: string;
}

function readIndex(): readonly IndexRow[] {
  return (JSON.parse(readData('index.json')) as { readonly schemas: readonly IndexRow[] }).schemas;
}

function kindInfo({ file, ...row }: IndexRow): KindInfo {
  let text: string | undefined;
  let schema: Schema | undefined;
  const schemaText = (): string => (text ??= readData(file.replace(/\.json$/, '.schema.json')));
  return {
    ...row,
    apiVersion: row.group === '' ? row.version : `${row.group}/${row.version}`,
    scope: row.class === 'componentconfig' || row.class === 'providerconfig' ? 'Config' : (row.scope ?? 'Config'),
    schemaText,
    schema: () => (schema ??= amendSchema(JSON.parse(schemaText()) as Schema, row.group)),
  };
}

/** The text of a file below `imports/`. */
export function readData(file: string): string {
  return readFileSync(join(dataFolder(), file), 'utf8');
}

let folder: string | undefined;

/** `imports/` lies beside lib/ in the sources, and one folder higher above the compiled files; a bundle says where it is. */
function dataFolder(): string {
  folder ??= [
    process.env['CDK8S_GARDENER_IMPORTS'],
    join(__dirname, '../../imports'),
    join(__dirname, '../../../imports'),
  ]
    .filter(candidate => candidate !== undefined)
    .find(candidate => existsSync(join(candidate, 'index.json')));
  if (folder === undefined) throw new Error('the folder imports/ with the schemas is missing from this installation');
  return folder;
}
