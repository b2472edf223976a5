import type { KindInfo } from '../registry';
import { schemaFiles } from './names';

/** A file whose text is JSON. */
interface JsonFile {
  readonly path: string;
  readonly content: object;
}

/** The schema that editors use for every file: it chooses by apiVersion and kind, and says nothing about kinds that it does not know. */
export const chooserName = 'all.json';

/** {@link chooserName} for the given kinds. */
export function kindChooser(kinds: readonly KindInfo[]): JsonFile {
  const branches = kinds.map(info => ({
    if: {
      required: ['apiVersion', 'kind'],
      properties: { apiVersion: { const: info.apiVersion }, kind: { const: info.kind } },
    },
    then: { $ref: schemaFiles(info)[0] },
  }));
  return {
    path: chooserName,
    content: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: {
        apiVersion: completed(kinds.map(({ apiVersion }) => apiVersion)),
        kind: completed(kinds.map(({ kind }) => kind)),
      },
      allOf: branches,
    },
  };
}

/** Editors offer the values, and accept others. */
function completed(values: readonly string[]): object {
  return { anyOf: [{ enum: [...new Set(values)].sort() }, { type: 'string' }] };
}

/** A list of the schemas in the form of schemastore.org, which YAML language servers read (`yaml.schemaStore.url`). */
export function editorCatalog(kinds: readonly KindInfo[], url: string): JsonFile {
  const everything = {
    name: 'Kubernetes and Gardener',
    description: 'chooses the schema by apiVersion and kind',
    fileMatch: ['*.yaml', '*.yml'],
    url: `${url}${chooserName}`,
  };
  const single = kinds.map(info => ({
    name: `${info.kind} (${info.apiVersion})`,
    description: `declared in ${info.source}`,
    url: `${url}${schemaFiles(info)[0]}`,
  }));
  return {
    path: 'catalog.json',
    content: {
      $schema: 'https://json.schemastore.org/schema-catalog.json',
      version: 1,
      schemas: [everything, ...single],
    },
  };
}
