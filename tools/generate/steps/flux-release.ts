import { definitions } from '../../../lib/api/catalog/definitions';
import { builtinRegistry } from '../../../lib/api/registry';
import type { KubernetesObject } from '../../../lib/core/object';
import { writeDocuments } from '../../../lib/yaml/writer';
import { controllers, type Controller } from '../flux-release/controllers';
import { labelsOf, workload } from '../flux-release/deployment';
import { policies, roles } from '../flux-release/roles';
import type { Step } from '../step';

const folder = 'apps/flux/manifests';

/**
 * The manifests of Flux for the example, in the files that a release has. Written from our own descriptions of its kinds, so they have what `imports/`
 * has: fields, types and constraints, and no prose, short names or columns.
 */
export const step: Step = {
  name: 'manifests of Flux',
  owns: file => file.startsWith(`${folder}/`),
  folders: [folder],
  render: () => [
    file('policies', policies()),
    file('rbac', roles()),
    ...controllers.map(controller => file(controller.name, [...kindsOf(controller), ...workload(controller)])),
  ],
};

function file(name: string, objects: readonly KubernetesObject[]): { readonly path: string; readonly text: string } {
  return { path: `${folder}/${name}.yaml`, text: writeDocuments(objects) };
}

/** A release says that Flux must fill nothing into them. */
function kindsOf({ name, group }: Controller): readonly KubernetesObject[] {
  const kinds = [...builtinRegistry().all()].filter(info => info.group === group);
  return definitions(kinds).map(({ metadata, ...definition }) => ({
    ...definition,
    metadata: {
      ...metadata,
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
      labels: labelsOf(name),
    },
  }));
}
