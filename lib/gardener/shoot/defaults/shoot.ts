import type {
  Addons,
  Maintenance,
  MaintenanceCredentialsAutoRotation,
  Shoot,
  ShootSpec,
  SystemComponents,
  Toleration,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { withoutNulls } from '../../../core/null';
import { fill } from './fill';
import { defaultKubernetes } from './kubernetes';
import { prepareShootSpec } from './prepare';
import { defaultWorker } from './workers';

const protectedTaint = 'seed.gardener.cloud/protected';
const week = '168h0m0s';
const schedulerName = 'default-scheduler';
const sshAccess = { enabled: true } as const;

/**
 * The Shoot as the API server sees it when it validates: with the defaults of the API and with its old and new names of one
 * thing brought together. The maintenance window, which the server draws by lot when it is missing, stays missing.
 *
 * Sources: gardener:pkg/apis/core/v1beta1/defaults_shoot.go, gardener:pkg/apiserver/registry/core/shoot/strategy.go v1.150.
 */
export function defaultShoot(shoot: Loose<Shoot>): Loose<Shoot> {
  const plain = withoutNulls(shoot);
  const inGarden = plain.metadata?.namespace === 'garden';
  const spec = defaultShootSpec(plain.spec ?? {}, inGarden);
  return { ...plain, spec: prepareShootSpec(spec, plain.metadata?.deletionTimestamp ?? undefined) };
}

/** Defaults of the API for the spec of a Shoot, or of the template of one. */
export function defaultShootSpec(spec: Loose<ShootSpec>, inGarden: boolean): Loose<ShootSpec> {
  const { provider = {}, addons, networking = {} } = spec;
  const workers = (provider.workers ?? []).map(worker => defaultWorker(worker, provider.type));
  const hasWorkers = workers.length > 0;
  const settings = hasWorkers && { workersSettings: fill(provider.workersSettings, { sshAccess }) };
  return {
    ...spec,
    purpose: spec.purpose ?? 'evaluation',
    schedulerName: spec.schedulerName ?? schedulerName,
    provider: { ...provider, ...(provider.workers && { workers }), ...settings },
    kubernetes: defaultKubernetes(spec, workers),
    networking: (networking.ipFamilies ?? []).length > 0 ? networking : { ...networking, ipFamilies: ['IPv4'] },
    maintenance: defaultMaintenance(spec.maintenance ?? {}, hasWorkers),
    ...(inGarden && { tolerations: withProtected(spec.tolerations) }),
    ...(addons && { addons: defaultAddons(addons, hasWorkers) }),
    ...(hasWorkers && { systemComponents: defaultSystemComponents(spec.systemComponents ?? {}) }),
  };
}

/** Shoots of the garden namespace may use protected seeds. */
function withProtected(tolerations: readonly Loose<Toleration>[] = []): readonly Loose<Toleration>[] {
  const present = tolerations.some(({ key, value }) => key === protectedTaint && value === undefined);
  return present ? tolerations : [...tolerations, { key: protectedTaint }];
}

function defaultMaintenance(maintenance: Loose<Maintenance>, hasWorkers: boolean): Loose<Maintenance> {
  const { autoRotation, autoUpdate = { kubernetesVersion: true } } = maintenance;
  const credentials = autoRotation?.credentials;
  return {
    ...maintenance,
    autoUpdate: hasWorkers ? fill(autoUpdate, { machineImageVersion: true }) : autoUpdate,
    ...(credentials && { autoRotation: { ...autoRotation, credentials: defaultRotations(credentials) } }),
  };
}

function defaultRotations(
  credentials: Loose<MaintenanceCredentialsAutoRotation>,
): Loose<MaintenanceCredentialsAutoRotation> {
  const { observability, sshKeypair, etcdEncryptionKey } = credentials;
  return {
    ...credentials,
    ...(observability && { observability: fill(observability, { rotationPeriod: week }) }),
    ...(sshKeypair && { sshKeypair: fill(sshKeypair, { rotationPeriod: week }) }),
    ...(etcdEncryptionKey && { etcdEncryptionKey: fill(etcdEncryptionKey, { rotationPeriod: week }) }),
  };
}

function defaultAddons(addons: Loose<Addons>, hasWorkers: boolean): Loose<Addons> {
  const { kubernetesDashboard: dashboard, nginxIngress } = addons;
  return {
    ...addons,
    ...(nginxIngress && { nginxIngress: fill(nginxIngress, { externalTrafficPolicy: 'Cluster' }) }),
    ...(hasWorkers &&
      dashboard?.enabled === true && { kubernetesDashboard: fill(dashboard, { authenticationMode: 'token' }) }),
  };
}

/** An unknown mode is silently replaced (gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150). */
function defaultSystemComponents(components: Loose<SystemComponents>): Loose<SystemComponents> {
  const { coreDNS } = components;
  const mode = coreDNS?.autoscaling?.mode === 'cluster-proportional' ? 'cluster-proportional' : 'horizontal';
  return { ...components, coreDNS: { ...coreDNS, autoscaling: { ...coreDNS?.autoscaling, mode } } };
}
