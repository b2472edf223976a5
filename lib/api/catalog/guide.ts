import { chooserName } from './editors';
import type { CatalogForm } from './form';

/** The README of a catalog: how editors and tools use it. */
export function guide({ form, url }: { readonly form: CatalogForm; readonly url: string }): string {
  const sections =
    form === 'crd' ? [definitions] : form === 'structural' ? [kubeconform, fluxSchema] : [editors(url), kubeconform];
  return `${[`# Schemas of Kubernetes, Gardener and its extensions\n\n${origin(form)}`, ...sections].join('\n\n')}\n`;
}

const origin = (form: CatalogForm): string =>
  `Written by \`cdk8s-gardener schema --catalog DIR --form ${form}\`, which also replaces it. Do not edit.`;

function editors(url: string): string {
  const target = url === '' ? `PATH/TO/${chooserName}` : `${url}${chooserName}`;
  const catalog =
    url === ''
      ? ''
      : `\n\nOr, for a server that takes a whole catalog: \`"yaml.schemaStore.url": "${url}catalog.json"\`.`;
  return `## Editors

A first line in a YAML file, for every editor with the YAML language server:

    # yaml-language-server: $schema=${target}

Or for a whole folder, in \`.vscode/settings.json\`:

    { "yaml.schemas": { "${target}": ["/dist/**/*.yaml"] } }${catalog}`;
}

const kubeconform = `## kubeconform

    kubeconform -strict -ignore-filename-pattern kustomization.yaml \\
      -schema-location 'DIR/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json' FOLDER`;

const fluxSchema = `## flux-schema

    flux schema validate FOLDER --schema-location DIR`;

const definitions = `## kubectl-validate

    kubectl-validate --local-crds DIR FILE

Kinds that Gardener's aggregated API server serves are written as custom resource definitions too. Do not apply them to a cluster that has that
server: they are for validation without one.`;
