import type { KubernetesObject } from '../core/object';
import { closedSchema, uncheckedPatterns, type OpenApiSchema } from './crd-schema';
import type { Schema } from './json-schema';
import type { KindInfo } from './registry';

/** The part of a custom resource definition that matters here. */
interface DefinitionSpec {
  readonly group?: string;
  readonly scope?: string;
  readonly names?: { readonly kind?: string; readonly plural?: string };
  readonly versions?: readonly VersionSpec[];
}

interface VersionSpec {
  readonly name?: string;
  readonly served?: boolean;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  readonly schema?: { readonly openAPIV3Schema?: OpenApiSchema };
}

/** Whether an object is a custom resource definition that {@link kindsOfDefinition} reads. */
export function isDefinition({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  return apiVersion === 'apiextensions.k8s.io/v1' && kind === 'CustomResourceDefinition';
}

/**
 * The kinds that a custom resource definition makes known: its served versions with a schema. `source` says where the
 * definition was read, for findings. A definition without group, kind or schema gives nothing; its own validation says why.
 */
export function kindsOfDefinition(definition: KubernetesObject, source: string): KindInfo[] {
  return definedKinds(definition, source).map(({ info }) => info);
}

/** A kind with the schema that its definition has, which says more than the one that objects are checked by. */
export interface DefinedKind {
  readonly info: KindInfo;
  readonly openApi: OpenApiSchema;
}

/** The same with the schemas as they are written. */
export function definedKinds(definition: KubernetesObject, source: string): DefinedKind[] {
  const { group, scope, names, versions } = (definition['spec'] ?? {}) as DefinitionSpec;
  const kind = names?.kind;
  if (group === undefined || kind === undefined) return [];
  return (versions ?? []).flatMap(({ name, served, storage, deprecated, schema }) => {
    const openApi = schema?.openAPIV3Schema;
    if (name === undefined || served === false || openApi === undefined) return [];
    const info = kindOfSchema(() => openApi, {
      apiVersion: `${group}/${name}`,
      kind,
      scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced',
      source,
      ...(names?.plural !== undefined && { plural: names.plural }),
      ...(storage !== undefined && { storage }),
      ...(deprecated !== undefined && { deprecated }),
    });
    return [{ info, openApi }];
  });
}

/** What a definition tells about a kind beside its schema. */
export type DefinedHead = Pick<
  KindInfo,
  'apiVersion' | 'kind' | 'scope' | 'source' | 'plural' | 'storage' | 'deprecated'
>;

/** A kind from the schema of a definition, which is asked for when an object of the kind is met. */
export function kindOfSchema(openApi: () => OpenApiSchema, head: DefinedHead): KindInfo {
  let schema: Schema | undefined;
  const load = (): Schema => (schema ??= rootSchema(openApi(), head));
  const [version = '', group = ''] = head.apiVersion.split('/').reverse();
  return {
    ...head,
    group,
    version,
    class: 'crd',
    tier: 2,
    schema: load,
    schemaText: () => JSON.stringify(load()),
    unchecked: () => uncheckedPatterns(load()),
  };
}

/** The API server types the metadata of every object itself. */
function rootSchema(
  openApi: OpenApiSchema,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
): Schema {
  const schema = closedSchema(openApi);
  const texts: Schema = { type: 'object', additionalProperties: { type: 'string' } };
  const metadata: Schema = {
    type: 'object',
    properties: { name: { type: 'string' }, namespace: { type: 'string' }, labels: texts, annotations: texts },
    anyOf: [{ required: ['name'] }, { required: ['generateName'] }],
  };
  return {
    ...schema,
    type: 'object',
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...(schema.required ?? [])])],
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string', const: apiVersion },
      kind: { type: 'string', const: kind },
      metadata,
    },
  };
}
