import type { KubernetesObject } from '../../core/object';
import { definedKinds, type DefinedKind } from '../crd';
import type { Schema } from '../json-schema';
import { preferredVersions } from '../kind-name';
import type { KindInfo } from '../registry';
import { docComment } from './doc-comment';
import { capital, InterfaceWriter, type SharedType } from './interface-writer';
import { literal } from './literal';

/**
 * The text of a TypeScript module with a class for each kind of custom resource definitions, and interfaces with the exact names of their fields.
 * Objects of the classes are checked by the schemas of the definitions. The same definitions give the same text, in whatever order.
 */
export function kindsModule(definitions: readonly KubernetesObject[]): string {
  const kinds = definitions.flatMap(definition => definedKinds(definition, '')).sort(byName);
  const names = classNames(kinds.map(({ info }) => info));
  const writer = new InterfaceWriter([...reserved, ...names.values()]);
  const classes = kinds.map(kind => {
    const name = names.get(kind.info) ?? kind.info.kind;
    const schema = withMetadata(kind.info.schema());
    const doc = docComment(schema, '');
    writer.add({ name: `${name}Object`, prefix: name, schema, doc, names: typeNames });
    return classText(name, kind, doc);
  });
  return [imports, ...writer.blocks, ...classes].join('\n');
}

const imports = `import type { Construct } from 'constructs';
import { defineKind, TypedObject, type TypedObjectProps } from 'cdk8s-gardener';
import type { ObjectMeta } from 'cdk8s-gardener/imports/meta/v1';
`;

/** What the module imports or uses; a kind of such a name gets another class. */
const reserved = new Set(['Construct', 'ObjectMeta', 'Readonly', 'Record', 'TypedObject', 'TypedObjectProps']);

function byName({ info: a }: DefinedKind, { info: b }: DefinedKind): number {
  return `${a.kind} ${a.apiVersion}` < `${b.kind} ${b.apiVersion}` ? -1 : 1;
}

/** The stored version has the plain name, others have theirs behind it; kinds of the same name in other groups have the group before it. */
function classNames(kinds: readonly KindInfo[]): ReadonlyMap<KindInfo, string> {
  const preferred = new Set(preferredVersions(kinds));
  const groups = new Map<string, string>();
  const names = new Map<KindInfo, string>();
  for (const info of kinds) {
    if (!groups.has(info.kind)) groups.set(info.kind, info.group);
    const [label = ''] = info.group.split('.');
    const begin = groups.get(info.kind) === info.group ? '' : label;
    const name = capital(`${begin}-${info.kind}-${preferred.has(info) ? '' : info.version}`.replace(/-$/, ''));
    names.set(info, reserved.has(name) ? `${name}Resource` : name);
  }
  return names;
}

/** The API server types metadata itself. */
function withMetadata(schema: Schema): Schema {
  const { apiVersion = {}, kind = {}, metadata: _, ...fields } = schema.properties ?? {};
  return { ...schema, properties: { apiVersion, kind, metadata: { $ref: '#/definitions/ObjectMeta' }, ...fields } };
}

/** Written out: the module imports as little as it can. */
const sharedTypes: Readonly<Record<SharedType, string>> = {
  Open: 'string',
  IntOrString: 'number | string',
  Quantity: 'number | string',
  Duration: 'string',
  FreeForm: 'object',
};

const typeNames = { reference: () => 'ObjectMeta', shared: (type: SharedType) => sharedTypes[type] };

function classText(name: string, { info, openApi }: DefinedKind, doc: string): string {
  const { apiVersion, kind, scope, plural } = info;
  const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Kind`;
  const fields = [`apiVersion: ${literal(apiVersion)}`, `kind: ${literal(kind)}`, `scope: ${literal(scope)}`];
  if (plural !== undefined) fields.push(`plural: ${literal(plural)}`);
  return `const ${constant} = defineKind<${name}Object>(
  { ${fields.join(', ')} },
  ${literal(JSON.stringify(openApi, withoutProse))},
);

${doc}export class ${name} extends TypedObject<${name}Object> {
  constructor(scope: Construct, id: string, props: TypedObjectProps<${name}Object>) {
    super(scope, id, ${constant}, props);
  }
}
`;
}

/** Descriptions decide about nothing; a field of that name has a schema, no text. */
function withoutProse(keyword: string, value: unknown): unknown {
  return keyword === 'description' && typeof value === 'string' ? undefined : value;
}
