import type {
  Garden,
  GardenSpecVirtualCluster,
  GardenSpecVirtualClusterKubernetesKubeAPIServer,
} from '../../../imports/operator.gardener.cloud/v1alpha1';
import { builtinRegistry } from '../../api/registry';
import type { Loose } from '../../core/loose';
import { fillDeep } from '../fill-deep';
import { withSchemaDefaults } from '../schema-defaults';

type KubeApiServer = Loose<GardenSpecVirtualClusterKubernetesKubeAPIServer>;

/** gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150 (SetDefaults_KubeAPIServerConfig) */
const kubeAPIServer: KubeApiServer = {
  requests: { maxNonMutatingInflight: 400, maxMutatingInflight: 200 },
  eventTTL: '1h0m0s',
  logging: { verbosity: 2 },
  encryptionConfig: { provider: { type: 'aescbc' } },
};

/**
 * A Garden with its defaults: those of its CRD, and those of the webhook of gardener-operator, which make both API servers encrypt
 * in the same way.
 *
 * Source: gardener:pkg/operator/webhook/defaulting/garden/handler.go v1.150.
 */
export function defaultGarden(garden: Loose<Garden>): Loose<Garden> {
  // the API server fills in again what the webhook has opened
  return withCrdDefaults(withWebhookDefaults(withCrdDefaults(garden)));
}

function withCrdDefaults(garden: Loose<Garden>): Loose<Garden> {
  const schema = builtinRegistry().find('operator.gardener.cloud/v1alpha1', 'Garden')?.schema();
  return schema === undefined ? garden : withSchemaDefaults(garden, schema);
}

function withWebhookDefaults(garden: Loose<Garden>): Loose<Garden> {
  const { runtimeCluster = {}, virtualCluster = {}, ...spec } = garden.spec ?? {};
  const families = runtimeCluster.networking?.ipFamilies ?? [];
  const networking =
    families.length === 0 ? { ...runtimeCluster.networking, ipFamilies: ['IPv4'] } : runtimeCluster.networking;
  return {
    ...garden,
    spec: {
      ...spec,
      runtimeCluster: { ...runtimeCluster, ...(networking && { networking }) },
      virtualCluster: defaultVirtualCluster(virtualCluster),
    },
  };
}

function defaultVirtualCluster(cluster: Loose<GardenSpecVirtualCluster>): Loose<GardenSpecVirtualCluster> {
  const { kubernetes = {}, gardener = {} } = cluster;
  const apiServer = fillDeep(kubernetes.kubeAPIServer ?? {}, kubeAPIServer, isAbsent);
  const type = apiServer.encryptionConfig?.provider?.type ?? 'aescbc';
  const encryption = { encryptionConfig: { provider: { type } } };
  return {
    ...cluster,
    kubernetes: {
      ...kubernetes,
      kubeAPIServer: apiServer,
      kubeControllerManager: kubernetes.kubeControllerManager ?? {},
    },
    gardener: { ...gardener, gardenerAPIServer: fillDeep(gardener.gardenerAPIServer ?? {}, encryption, isAbsent) },
  };
}

const isAbsent = (_field: string, value: unknown): boolean => value === undefined;
