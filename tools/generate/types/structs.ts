import { homeOfPackage } from './homes';
import type { KindSchema, Schema } from './schema';

/** A definition that becomes an interface. */
export interface Struct {
  /** Name of the interface, unique in its home. */
  readonly name: string;
  /** Folder below `imports/`. */
  readonly home: string;
  /** Module in that folder: the kind that alone uses the struct, or `types`. */
  readonly module: string;
  readonly schema: Schema;
  /** The document whose local references the schema uses. */
  readonly document: KindSchema;
}

/** Finds the interface of a definition by the document that refers to it. */
export interface Structs {
  readonly all: readonly Struct[];
  readonly find: (document: KindSchema, definition: string) => Struct;
}

interface Use {
  readonly document: KindSchema;
  readonly schema: Schema;
}

/** Collects the definitions of all documents: those of Go packages are shared, the others belong to their API version. */
export function collectStructs(kinds: readonly KindSchema[]): Structs {
  const byKey = new Map<string, Struct>();
  const taken = new Map<string, string>();
  for (const { entry, home } of kinds) claim(taken, home, entry.kind, `kind ${entry.kind}`);
  const groups = [...groupUses(kinds)].sort(byOwnershipThenKey);
  for (const [key, group] of groups) byKey.set(key, structOf(group, taken));
  return {
    all: [...byKey.values()],
    find: (document, definition) => {
      const struct = byKey.get(keyOf(document, definition)) ?? byKey.get(`${document.home}#${definition}`);
      if (struct === undefined) throw new Error(`${document.entry.file}: no definition ${definition}`);
      return struct;
    },
  };
}

interface Group {
  readonly definition: string;
  readonly goPackage: string;
  readonly home: string;
  readonly uses: readonly Use[];
}

function* groupUses(kinds: readonly KindSchema[]): Iterable<[string, Group]> {
  const uses = new Map<string, Use[]>();
  const homes = new Map<string, Set<string>>();
  for (const document of kinds) {
    for (const [definition, schema] of Object.entries(document.schema.definitions ?? {})) {
      push(uses, definition, { document, schema });
      addTo(homes, packageOf(definition), document.home);
    }
  }
  for (const [definition, list] of uses) {
    const goPackage = packageOf(definition);
    if (goPackage !== '') {
      const home = homeOfPackage(goPackage, homes.get(goPackage) ?? new Set());
      yield [definition, { definition, goPackage, home, uses: list }];
    } else yield* groupLocal(definition, list);
  }
}

/** Definitions without a package are names of places in one CRD: the same name may mean different things in two kinds. */
function* groupLocal(definition: string, uses: readonly Use[]): Iterable<[string, Group]> {
  const homes = new Map<string, Use[]>();
  for (const use of uses) push(homes, use.document.home, use);
  for (const [home, list] of homes) {
    const texts = new Set(list.map(use => JSON.stringify(resolved(use.schema, use.document))));
    if (texts.size === 1) yield [`${home}#${definition}`, { definition, goPackage: '', home, uses: list }];
    else {
      for (const use of list) {
        const own = `${use.document.entry.kind}${definition}`;
        yield [keyOf(use.document, definition), { definition: own, goPackage: '', home, uses: [use] }];
      }
    }
  }
}

/** The schema with its references followed, so that two texts compare by meaning. */
function resolved(node: unknown, document: KindSchema, above: readonly string[] = []): unknown {
  if (Array.isArray(node)) return node.map(entry => resolved(entry, document, above));
  if (typeof node !== 'object' || node === null) return node;
  const reference = (node as Schema).$ref;
  if (typeof reference === 'string') {
    const name = definitionName(reference);
    if (above.includes(name)) return name;
    return resolved(document.schema.definitions?.[name], document, [...above, name]);
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolved(value, document, above)]));
}

function structOf(group: Group, taken: Map<string, string>): Struct {
  const [first] = group.uses;
  if (first === undefined) throw new Error(`${group.definition} has no use`);
  const kinds = new Set(group.uses.map(({ document }) => document));
  const alone = kinds.size === 1 && first.document.home === group.home;
  return {
    name: freeName(group, taken),
    home: group.home,
    module: alone ? first.document.entry.kind : 'types',
    schema: mergeVariants(group.uses.map(use => use.schema)),
    document: first.document,
  };
}

/** The Go name, or what tells it from the kind or the struct of another package that has the name already. */
function freeName({ definition, goPackage, home }: Group, taken: Map<string, string>): string {
  const [plain = '', partial] = definition.slice(definition.lastIndexOf('.') + 1).split('~');
  const name = partial === undefined ? plain : `Partial${plain}`;
  const candidates = [name, `Embedded${name}`, `${pascal(goPackage)}${name}`];
  const free = candidates.find(candidate => !taken.has(`${home} ${candidate}`));
  if (free === undefined) throw new Error(`${home}: no free name for ${definition}`);
  claim(taken, home, free, definition);
  return free;
}

function claim(taken: Map<string, string>, home: string, name: string, owner: string): void {
  const key = `${home} ${name}`;
  const before = taken.get(key);
  if (before !== undefined) throw new Error(`${key} is both ${before} and ${owner}`);
  taken.set(key, owner);
}

/** Documents differ in what they require of a shared struct: the type requires what all of them require. */
function mergeVariants(variants: readonly Schema[]): Schema {
  const [first, ...others] = variants;
  if (first === undefined) return {};
  return others.reduce((merged, next) => {
    const required = (merged.required ?? []).filter(field => next.required?.includes(field));
    return { ...merged, properties: { ...next.properties, ...merged.properties }, required };
  }, first);
}

/** The name in a local reference `#/definitions/<name>`. */
export function definitionName(reference: string): string {
  const prefix = '#/definitions/';
  if (!reference.startsWith(prefix)) throw new Error(`not a local reference: ${reference}`);
  return reference.slice(prefix.length);
}

function keyOf(document: KindSchema, definition: string): string {
  return packageOf(definition) === '' ? `${document.entry.file}#${definition}` : definition;
}

/** `core.v1beta1.Worker` -> `core.v1beta1`; empty for the local definitions of a CRD. */
function packageOf(definition: string): string {
  return definition.slice(0, Math.max(0, definition.lastIndexOf('.')));
}

/** Packages that name their home come first, so that they keep their names when another package lives there too. */
function byOwnershipThenKey([aKey, a]: [string, Group], [bKey, b]: [string, Group]): number {
  return a.goPackage.length - b.goPackage.length || (aKey < bKey ? -1 : 1);
}

const pascal = (text: string): string =>
  text.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
