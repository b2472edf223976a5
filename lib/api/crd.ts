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
  const { group, scope, names, versions } = (definition['spec'] ?? {}) as DefinitionSpec;
  const kind = names?.kind;
  if (group === undefined || kind === undefined) return [];
  return (versions ?? []).flatMap(version => {
    const openApi = version.schema?.openAPIV3Schema;
    if (version.name === undefined || version.served === false || openApi === undefined) return [];
    const header = { apiVersion: `${group}/${version.name}`, kind };
    return [
      {
        ...infoOf(header, version),
        group,
        scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced',
        source,
        ...pluralOf(names),
        ...lazySchema(openApi, header),
      },
    ];
  });
}

function infoOf(
  header: { readonly apiVersion: string; readonly kind: string },
  { name = '', storage, deprecated }: VersionSpec,
): Pick<KindInfo, 'apiVersion' | 'kind' | 'version' | 'class' | 'tier' | 'storage' | 'deprecated'> {
  return {
    ...header,
    version: name,
    class: 'crd',
    tier: 2,
    ...(storage !== undefined && { storage }),
    ...(deprecated !== undefined && { deprecated }),
  };
}

function pluralOf(names: DefinitionSpec['names']): Pick<KindInfo, 'plural'> {
  return names?.plural === undefined ? {} : { plural: names.plural };
}

function lazySchema(
  openApi: OpenApiSchema,
  header: { readonly apiVersion: string; readonly kind: string },
): Pick<KindInfo, 'schema' | 'schemaText' | 'unchecked'> {
  let schema: Schema | undefined;
  const load = (): Schema => (schema ??= rootSchema(openApi, header));
  return { schema: load, schemaText: () => JSON.stringify(load()), unchecked: () => uncheckedPatterns(load()) };
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
