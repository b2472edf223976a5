import type { KubernetesObject } from '../../core/object';
import type { View, ViewObject } from '../view';

/** Decides for a value of a Secret whether it gives nothing away. */
export type IsPublic = (value: string) => boolean;

/** What a kubeconfig holds when it lets somebody in. */
const credential =
  /^\s*(?:- *)?"?(?:token|tokenFile|password|client-key|client-key-data|client-certificate-data|exec)"?\s*:/m;

/**
 * Which values of a Secret are no secret although they lie in one: the kubeconfig that resource-manager fills with a token, and the manifests of
 * a ManagedResource. Source: gardener:pkg/controller/tokenrequestor, pkg/apis/resources/v1alpha1/types.go v1.150
 */
export function publicValues(entry: ViewObject, view: View): IsPublic {
  const { metadata } = entry.object;
  if (metadata.labels?.['resources.gardener.cloud/purpose'] === 'token-requestor')
    return text => !credential.test(text);
  return isManifestHolder(entry, view) ? text => !/^kind:\s*"?(?:Secret|InternalSecret)\b/m.test(text) : () => false;
}

function isManifestHolder({ cluster, object: { metadata } }: ViewObject, view: View): boolean {
  return view
    .ofKind('resources.gardener.cloud', 'ManagedResource')
    .some(
      ({ object, cluster: other }) =>
        other === cluster && object.metadata.namespace === metadata.namespace && refersTo(object, metadata.name),
    );
}

function refersTo(managed: KubernetesObject, name: string | undefined): boolean {
  const { secretRefs = [] } = managed['spec'] as { readonly secretRefs?: readonly { readonly name?: string }[] };
  return secretRefs.some(reference => reference.name === name);
}
