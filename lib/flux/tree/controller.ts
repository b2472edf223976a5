import type { KubernetesObject } from '../../core/object';
import type { View } from '../../rules/view';

/** The kustomize-controller of a cluster, where the tree holds its installation: rules look at what it is started with. */
export function kustomizeControllerIn(view: View, cluster: string): KubernetesObject | undefined {
  return view
    .ofKind('apps', 'Deployment')
    .find(entry => entry.cluster === cluster && entry.object.metadata.name === 'kustomize-controller')?.object;
}
