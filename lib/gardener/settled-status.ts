import type { EncryptionConfig, Shoot } from '../../imports/core.gardener.cloud/v1beta1';
import type { Garden } from '../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../core/loose';
import type { KubernetesObject } from '../core/object';

type ApiServer = { readonly encryptionConfig?: Loose<EncryptionConfig> } | undefined;

/** The API servers whose encryption the status of a kind tells. */
const apiServersOf: Readonly<Record<string, (object: KubernetesObject) => readonly ApiServer[]>> = {
  'core.gardener.cloud/Shoot': shoot => [(shoot as Loose<Shoot>).spec?.kubernetes?.kubeAPIServer as ApiServer],
  'operator.gardener.cloud/Garden': garden => {
    const { kubernetes, gardener } = (garden as Loose<Garden>).spec?.virtualCluster ?? {};
    return [kubernetes?.kubeAPIServer as ApiServer, gardener?.gardenerAPIServer as ApiServer];
  },
};

/**
 * The status of a stored object, on which it depends whether a change is refused. Git holds none: then what was applied before counts as
 * rolled out, for nobody can tell from files that it is not. Undefined for kinds whose status does not matter.
 */
export function settledStatus(kind: string, stored: KubernetesObject): unknown {
  const { status } = stored;
  if (status !== undefined) return status;
  const configs = apiServersOf[kind]?.(stored).map(server => server?.encryptionConfig);
  return (
    configs && {
      lastOperation: { type: 'Reconcile', state: 'Succeeded' },
      credentials: {
        encryptionAtRest: {
          resources: configs.flatMap(config => config?.resources ?? []),
          // gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150 (SetDefaults_KubeAPIServerConfig)
          provider: { type: configs[0]?.provider?.type ?? 'aescbc' },
        },
      },
    }
  );
}
