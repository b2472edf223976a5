import type { KubernetesObject } from '../../core/object';

/** Where Flux writes the state of a commit. */
export interface CommitStatus {
  /** Kind of the Git server. */
  readonly type: 'github' | 'gitlab' | 'gitea' | 'bitbucket' | 'bitbucketserver' | 'azuredevops';
  /** Address of the repository. */
  readonly address: string;
  /** Secret with key `token`, in the namespace of Flux. */
  readonly secretName: string;
  /** @default flux-system */
  readonly namespace?: string;
  /** Other namespaces with Flux Kustomizations. @default none */
  readonly otherNamespaces?: readonly string[];
  /** @default commit-status */
  readonly name?: string;
}

/** A Provider and an Alert that report every Flux Kustomization of the namespaces as a commit status. */
export function commitStatusAlert(status: CommitStatus): readonly KubernetesObject[] {
  const { type, address, secretName, namespace = 'flux-system', otherNamespaces = [], name = 'commit-status' } = status;
  const eventSources = [{}, ...otherNamespaces.map(other => ({ namespace: other }))].map(where => ({
    kind: 'Kustomization',
    name: '*',
    ...where,
  }));
  const apiVersion = 'notification.toolkit.fluxcd.io/v1beta3';
  return [
    {
      apiVersion,
      kind: 'Provider',
      metadata: { name, namespace },
      spec: { type, address, secretRef: { name: secretName } },
    },
    {
      apiVersion,
      kind: 'Alert',
      metadata: { name, namespace },
      spec: { providerRef: { name }, eventSeverity: 'info', eventSources },
    },
  ];
}
