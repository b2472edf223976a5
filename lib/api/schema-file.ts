import { uncheckedPatterns } from './crd-schema';
import type { Schema } from './json-schema';
import { patternForJavaScript } from './re2';
import type { KindInfo } from './registry';
import { schemaProblem } from './schema-problem';

/** A kind that a file of JSON Schema declares, or why it cannot be used. */
export type SchemaFile = { readonly kind: KindInfo } | { readonly problem: string };

/**
 * Reads the JSON Schema of a kind. Which kind it is of, the schema says (a constant apiVersion and kind, or `x-kubernetes-group-version-kind`),
 * else the path: `<group>/<kind>_<version>.json`, the layout of kubeconform, flux-schema and the catalogs for them; such a name is in lower case.
 * Undefined when neither tells: the file is something else.
 *
 * @param file path of the file, with forward slashes
 */
export function readSchemaFile(content: unknown, file: string): SchemaFile | undefined {
  if (!isSchema(content)) return undefined;
  const head = headOfSchema(content) ?? headOfPath(file);
  if (head === undefined) return undefined;
  const problem = schemaProblem(content);
  if (problem !== undefined) return { problem };
  const { apiVersion, kind } = head;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const text = JSON.stringify(normalized(content));
  const schema = JSON.parse(text) as Schema;
  return {
    kind: {
      ...{ apiVersion, group, version, kind },
      class: 'crd',
      scope: 'Namespaced',
      tier: 2,
      source: file,
      schema: () => schema,
      schemaText: () => text,
      unchecked: () => uncheckedPatterns(schema),
    },
  };
}

interface Head {
  readonly apiVersion: string;
  readonly kind: string;
}

function isSchema(content: unknown): content is Schema {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return false;
  return 'properties' in content || '$ref' in content || '$schema' in content;
}

function headOfSchema(schema: Schema): Head | undefined {
  const [gvk] = ((schema as Readonly<Record<string, unknown>>)['x-kubernetes-group-version-kind'] ?? []) as {
    readonly group?: string;
    readonly version?: string;
    readonly kind?: string;
  }[];
  if (gvk?.kind !== undefined && gvk.version !== undefined)
    return { apiVersion: (gvk.group ?? '') === '' ? gvk.version : `${gvk.group}/${gvk.version}`, kind: gvk.kind };
  const apiVersion = constantOf(schema.properties?.['apiVersion']);
  const kind = constantOf(schema.properties?.['kind']);
  return apiVersion === undefined || kind === undefined ? undefined : { apiVersion, kind };
}

/** The only value of a field. */
function constantOf(field: Schema | undefined): string | undefined {
  const value = field?.const ?? (field?.enum?.length === 1 ? field.enum[0] : undefined);
  return typeof value === 'string' ? value : undefined;
}

/** The core group has no name of its own: kubeconform calls it `v1`, flux-schema `core`. */
function headOfPath(file: string): Head | undefined {
  const [, group = '', kind = '', version = ''] = /(?:^|\/)([\w.-]+)\/([a-z0-9]+)_(v\d\w*)\.json$/.exec(file) ?? [];
  if (kind === '') return undefined;
  return { apiVersion: group === 'core' || group === version ? version : `${group}/${version}`, kind };
}

/** The schema in the words of ours: `nullable` is a union with null, patterns are those of JavaScript. */
function normalized(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(normalized);
  if (typeof node !== 'object' || node === null) return node;
  const fields: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (keyword === 'properties' || keyword === 'definitions')
      fields[keyword] = Object.fromEntries(
        Object.entries(value as object).map(([name, child]) => [name, normalized(child)]),
      );
    else if (!literals.has(keyword)) fields[keyword] = normalized(value);
    else fields[keyword] = value;
  }
  return { ...fields, ...nullableType(fields), ...patternOf(fields) };
}

const literals = new Set(['const', 'enum', 'default', 'required', 'example', 'examples']);

function nullableType({ nullable, type, enum: values }: Readonly<Record<string, unknown>>): Schema {
  if (nullable !== true || type === undefined) return {};
  return {
    type: [...[type as string | string[]].flat(), 'null'],
    ...(Array.isArray(values) && !values.includes(null) && { enum: [...(values as unknown[]), null] }),
  };
}

function patternOf({ pattern }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (typeof pattern !== 'string') return {};
  const translated = patternForJavaScript(pattern);
  return translated === pattern ? {} : { pattern: translated, 'x-pattern-re2': pattern };
}
