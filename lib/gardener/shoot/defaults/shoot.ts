import type {
  Addons,
  Maintenance,
  MaintenanceAutoUpdate,
  MaintenanceCredentialsAutoRotation,
  Provider,
  Shoot,
  ShootSpec,
  SystemComponents,
  Toleration,
  WorkersSettings,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { memoizeLast } from '../../../core/memo';
import { withoutNulls } from '../../../core/null';
import { memoizeShared, share } from '../../../core/shared';
import { draft, fill } from './fill';
import { defaultKubernetes } from './kubernetes';
import { prepareShootSpec } from './prepare';
import { defaultWorker } from './workers';

const protectedTaint = 'seed.gardener.cloud/protected';
const week = '168h0m0s';
const schedulerName = 'default-scheduler';
const sshAccess = { enabled: true } as const;
const ipFamilies = ['IPv4'] as const;
const none: readonly never[] = [];
const noComponents: Loose<SystemComponents> = share({});

/**
 * The Shoot as the API server sees it when it validates: with the defaults of the API and with its old and new names of one
 * thing brought together. The maintenance window, which the server draws by lot when it is missing, stays missing.
 *
 * Sources: gardener:pkg/apis/core/v1beta1/defaults_shoot.go, gardener:pkg/apiserver/registry/core/shoot/strategy.go v1.150.
 */
export const defaultShoot: (shoot: Loose<Shoot>) => Loose<Shoot> = memoizeLast(shoot =>
  prepareShoot(withApiDefaults(shoot)),
);

/** Only the defaults of the API: what the mutating admission plugins see. */
export const withApiDefaults: (shoot: Loose<Shoot>) => Loose<Shoot> = memoizeLast(shoot => {
  const plain = withoutNulls(shoot);
  const result = draft(plain);
  result.spec = defaultShootSpec(plain.spec ?? {}, plain.metadata?.namespace === 'garden');
  return result;
});

/** The Shoot, with the defaults of the API, as it is validated after the mutating admission plugins. */
export function prepareShoot(shoot: Loose<Shoot>): Loose<Shoot> {
  const result = draft(shoot);
  result.spec = prepareShootSpec(shoot.spec ?? {}, shoot.metadata?.deletionTimestamp ?? undefined);
  return result;
}

/** Defaults of the API for the spec of a Shoot. */
function defaultShootSpec(spec: Loose<ShootSpec>, inGarden: boolean): Loose<ShootSpec> {
  const provider = defaultProvider(spec.provider ?? {});
  const { workers = none } = provider;
  const hasWorkers = workers.length > 0;
  const result = draft(spec);
  result.purpose ??= 'evaluation';
  result.schedulerName ??= schedulerName;
  result.provider = provider;
  result.kubernetes = defaultKubernetes(spec, workers);
  if ((spec.networking?.ipFamilies ?? none).length === 0) result.networking = { ...spec.networking, ipFamilies };
  result.maintenance = (hasWorkers ? defaultMaintenance : defaultWorkerlessMaintenance)(spec.maintenance ?? {});
  if (inGarden) result.tolerations = withProtected(spec.tolerations);
  if (spec.addons) result.addons = defaultAddons(spec.addons, hasWorkers);
  if (hasWorkers) result.systemComponents = defaultSystemComponents(spec.systemComponents ?? noComponents);
  return result;
}

function defaultProvider(provider: Loose<Provider>): Loose<Provider> {
  const { workers, type } = provider;
  if (workers === undefined || workers.length === 0) return provider;
  const result = draft(provider);
  result.workers = workers.map(worker => defaultWorker(worker, type));
  result.workersSettings = fill<Loose<WorkersSettings>>(provider.workersSettings, { sshAccess });
  return result;
}

/** Shoots of the garden namespace may use protected seeds. */
function withProtected(tolerations: readonly Loose<Toleration>[] = []): readonly Loose<Toleration>[] {
  const present = tolerations.some(({ key, value }) => key === protectedTaint && value === undefined);
  return present ? tolerations : [...tolerations, { key: protectedTaint }];
}

const defaultWorkerlessMaintenance = memoizeShared((maintenance: Loose<Maintenance>): Loose<Maintenance> => {
  const { autoRotation, autoUpdate = { kubernetesVersion: true } } = maintenance;
  const credentials = autoRotation?.credentials;
  const result = draft(maintenance);
  result.autoUpdate = autoUpdate;
  if (credentials) result.autoRotation = { ...autoRotation, credentials: defaultRotations(credentials) };
  return result;
});

const defaultMaintenance = memoizeShared((maintenance: Loose<Maintenance>): Loose<Maintenance> => {
  const result = draft(defaultWorkerlessMaintenance(maintenance));
  result.autoUpdate = fill<Loose<MaintenanceAutoUpdate>>(result.autoUpdate, { machineImageVersion: true });
  return result;
});

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
const defaultSystemComponents = memoizeShared((components: Loose<SystemComponents>): Loose<SystemComponents> => {
  const { coreDNS } = components;
  const mode = coreDNS?.autoscaling?.mode === 'cluster-proportional' ? 'cluster-proportional' : 'horizontal';
  return { ...components, coreDNS: { ...coreDNS, autoscaling: { ...coreDNS?.autoscaling, mode } } };
});
