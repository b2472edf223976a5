import type { Schema } from './json-schema';
import { pluralOf } from './kind-name';
import type { KindInfo, Registry } from './registry';
import { structuralSchema } from './structural';

/**
 * What a catalog is for: `jsonschema` for editors and kubeconform, `structural` for flux-schema, `crd` for kubectl-validate
 * (`--local-crds`) and everything else that reads custom resource definitions.
 */
export type CatalogForm = 'jsonschema' | 'structural' | 'crd';

/** A file of a catalog: its path below the chosen folder, and its content as plain data. */
export interface CatalogFile {
  readonly path: string;
  readonly content: object;
}

/** The forms, in the order of the help text. */
export const catalogForms: readonly CatalogForm[] = ['jsonschema', 'structural', 'crd'];

/**
 * The files of a catalog, all JSON.
 *
 * - `jsonschema`: `<group>/<kind>_<version>.json` as kubeconform's template `{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`
 *   finds them (it calls the core group `v1`), and `all.json` for editors, which chooses by apiVersion and kind.
 * - `structural`: the same names as flux-schema wants them (it calls the core group `core`).
 * - `crd`: `<plural>.<group>.json`, one definition with all versions; Kubernetes' own kinds and configurations are left out.
 */
export function catalogFiles(registry: Registry, form: CatalogForm): CatalogFile[] {
  const kinds = [...registry.all()].filter(({ bare }) => bare !== true);
  if (form === 'crd') return definitions(kinds);
  const files = kinds.map(info => ({
    path: schemaFile(info, form === 'jsonschema' ? 'v1' : 'core'),
    content: form === 'jsonschema' ? plainSchema(info.schema()) : structuralSchema(info.schema(), 'strict'),
  }));
  return form === 'jsonschema' ? [...files, chooser(kinds)] : files;
}

function schemaFile({ group, kind, version }: KindInfo, coreFolder: string): string {
  return `${group === '' ? coreFolder : group}/${kind.toLowerCase()}_${version}.json`;
}

/** Draft-07 with local references; Go's tools compile its patterns and read its pointers, so they get what those can. */
function plainSchema({ $id: _, 'x-source': __, ...schema }: Schema): object {
  return forGo(schema) as object;
}

function forGo(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forGo);
  if (typeof node !== 'object' || node === null) return node;
  const fields = Object.entries(node).map(([keyword, value]) => [keyword.replaceAll('~', '-'), forGo(value)] as const);
  const { 'x-pattern-re2': original, $ref, ...rest } = Object.fromEntries(fields);
  return {
    ...rest,
    ...(original !== undefined && { pattern: original }),
    // a tilde starts an escape in a pointer
    ...(typeof $ref === 'string' && { $ref: $ref.replaceAll('~', '-') }),
  };
}

function chooser(kinds: readonly KindInfo[]): CatalogFile {
  const branches = kinds.map(info => ({
    if: {
      required: ['apiVersion', 'kind'],
      properties: { apiVersion: { const: info.apiVersion }, kind: { const: info.kind } },
    },
    then: { $ref: schemaFile(info, 'v1') },
  }));
  return {
    path: 'all.json',
    content: { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', allOf: branches },
  };
}

function definitions(kinds: readonly KindInfo[]): CatalogFile[] {
  const byName = new Map<string, KindInfo[]>();
  for (const info of kinds) {
    if (info.class === 'core' || info.scope === 'Config') continue;
    const name = `${pluralOf(info)}.${info.group}`;
    byName.set(name, [...(byName.get(name) ?? []), info]);
  }
  return [...byName].map(([name, versions]) => ({ path: `${name}.json`, content: definition(name, versions) }));
}

/** Two versions of one kind may differ in what they declare, so each keeps its schema. */
function definition(name: string, versions: readonly KindInfo[]): object {
  const [first] = versions;
  if (first === undefined) throw new Error(`${name} has no version`);
  const stored = versions.findIndex(({ storage }) => storage === true);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, ...(isProtected(first.group) && { annotations: approval }) },
    spec: {
      group: first.group,
      names: {
        kind: first.kind,
        listKind: `${first.kind}List`,
        plural: pluralOf(first),
        singular: first.kind.toLowerCase(),
      },
      scope: first.scope,
      versions: versions.map((info, position) => ({
        name: info.version,
        served: true,
        storage: position === Math.max(stored, 0),
        schema: { openAPIV3Schema: resourceSchema(info) },
        subresources: hasStatus(info) ? { status: {} } : {},
      })),
    },
  };
}

/** The API server types metadata itself, and lets a definition say nothing but its name about it. */
function resourceSchema(info: KindInfo): object {
  const schema = structuralSchema(info.schema(), 'crd') as { readonly properties?: object };
  const text = { type: 'string' };
  return {
    ...schema,
    properties: { ...schema.properties, apiVersion: text, kind: text, metadata: { type: 'object' } },
  };
}

function hasStatus(info: KindInfo): boolean {
  return info.schema().properties?.['status'] !== undefined;
}

const approval = { 'api-approved.kubernetes.io': 'unapproved, schema for offline validation' };

/** Groups of the Kubernetes project ask for an annotation. */
function isProtected(group: string): boolean {
  return /(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group);
}
