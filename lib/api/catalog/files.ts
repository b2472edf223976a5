import { writeDocument } from '../../yaml/writer';
import type { KindInfo, Registry } from '../registry';
import { structuralSchema } from '../structural';
import { definitions } from './definitions';
import { editorCatalog, kindChooser } from './editors';
import type { CatalogForm } from './form';
import { guide } from './guide';
import { schemaFiles } from './names';
import { plainSchema } from './plain-schema';

/** A file of a catalog: its path below the chosen folder, and its text. */
export interface CatalogFile {
  readonly path: string;
  readonly text: string;
}

/** What a catalog is made from. */
export interface CatalogOptions {
  readonly form: CatalogForm;
  /** Where the folder will be served, with a final slash. @default references are relative to the folder */
  readonly url?: string;
}

/**
 * The files of a catalog; the same for the same kinds.
 *
 * - `jsonschema`: `<group>/<kind>_<version>.json`, the layout of kubeconform's `{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`; and
 *   for editors `all.json`, which chooses by apiVersion and kind, and `catalog.json`.
 * - `structural`: the same names, without references, definitions and lists of types.
 * - `crd`: `<plural>.<group>.yaml`, one definition with all versions; Kubernetes' own kinds and configurations are left out.
 *
 * Kinds without a group lie in `v1/`, where kubeconform looks, and in `core/`, where flux-schema does.
 */
export function catalogFiles(registry: Registry, { form, url = '' }: CatalogOptions): CatalogFile[] {
  const kinds = [...registry.all()].filter(({ bare }) => bare !== true);
  const schemas = form === 'crd' ? definitionFiles(kinds) : kinds.flatMap(info => filesOfKind(info, form));
  const forEditors = form === 'jsonschema' ? [kindChooser(kinds), editorCatalog(kinds, url)] : [];
  return [
    ...schemas,
    ...forEditors.map(({ path, content }) => ({ path, text: json(content) })),
    { path: 'README.md', text: guide({ form, url }) },
  ];
}

function filesOfKind(info: KindInfo, form: 'jsonschema' | 'structural'): CatalogFile[] {
  const text = json(form === 'jsonschema' ? plainSchema(info.schema()) : structuralSchema(info.schema(), 'strict'));
  return schemaFiles(info).map(path => ({ path, text }));
}

function definitionFiles(kinds: readonly KindInfo[]): CatalogFile[] {
  return definitions(kinds).map(definition => ({
    path: `${definition.metadata.name}.yaml`,
    text: writeDocument(definition),
  }));
}

const json = (content: object): string => `${JSON.stringify(content, undefined, 1)}\n`;
