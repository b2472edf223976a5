import type {
  ExposureClassHandler,
  GardenletConfiguration,
  Logging,
} from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import { Duration } from '../../core/duration';
import type { Loose } from '../../core/loose';
import { fillDeep } from '../fill-deep';

type Config = Loose<GardenletConfiguration>;

const connection = { qps: 50, burst: 100 } as const;
const syncs20 = { concurrentSyncs: 20 } as const;
const syncs5 = { concurrentSyncs: 5 } as const;

/** What a gardenlet takes for fields that its configuration file leaves out (gardener:pkg/apis/config/gardenlet/v1alpha1/defaults.go v1.150). */
const defaults: Config = {
  gardenClientConnection: {
    ...connection,
    kubeconfigValidity: { autoRotationJitterPercentageMin: 70, autoRotationJitterPercentageMax: 90 },
  },
  seedClientConnection: connection,
  shootClientConnection: connection,
  controllers: {
    cacheSyncTimeout: '2m0s',
    backupBucket: syncs20,
    backupEntry: { ...syncs20, deletionGracePeriodHours: 0 },
    bastion: syncs20,
    controllerInstallation: syncs20,
    controllerInstallationCare: { ...syncs20, syncPeriod: '30s' },
    controllerInstallationRequired: { concurrentSyncs: 1 },
    gardenlet: { syncPeriod: '1h0m0s' },
    seed: { syncPeriod: '1m0s', leaseResyncSeconds: 2, leaseResyncMissThreshold: 10 },
    seedCare: { syncPeriod: '30s' },
    shoot: {
      ...syncs20,
      syncPeriod: '1h0m0s',
      respectSyncPeriodOverwrite: false,
      reconcileInMaintenanceOnly: false,
      retryDuration: '12h0m0s',
      dnsEntryTTLSeconds: 120,
    },
    shootCare: { ...syncs20, syncPeriod: '1m0s' },
    shootState: { ...syncs5, syncPeriod: '6h0m0s' },
    networkPolicy: syncs5,
    managedSeed: {
      ...syncs20,
      syncPeriod: '1h0m0s',
      waitSyncPeriod: '15s',
      syncJitterPeriod: '5m0s',
      jitterUpdates: false,
    },
    tokenRequestor: syncs5,
    tokenRequestorWorkloadIdentity: { ...syncs5, tokenExpirationDuration: '6h0m0s' },
    vpaEvictionRequirements: syncs5,
  },
  leaderElection: {
    leaderElect: true,
    leaseDuration: '15s',
    renewDeadline: '10s',
    retryPeriod: '2s',
    resourceLock: 'leases',
    resourceName: 'gardenlet-leader-election',
    resourceNamespace: 'garden',
  },
  logLevel: 'info',
  logFormat: 'json',
  server: { healthProbes: { port: 2728 }, metrics: { port: 2729 } },
  sni: {
    ingress: {
      namespace: 'istio-ingress',
      serviceName: 'istio-ingressgateway',
    },
  },
  monitoring: { shoot: { enabled: true } },
  etcdConfig: {
    etcdController: { workers: 50 },
    custodianController: { workers: 10 },
    backupCompactionController: {
      workers: 3,
      enableBackupCompaction: false,
      eventsThreshold: 1_000_000,
      metricsScrapeWaitDuration: '1m0s',
    },
  },
};

/** Fields that are no pointers in Go: their zero value stands for the default, too. */
const zeroIsUnset: ReadonlySet<string> = new Set([
  'qps',
  'burst',
  'port',
  'logLevel',
  'logFormat',
  'leaseDuration',
  'renewDeadline',
  'retryPeriod',
  'resourceLock',
  'resourceName',
  'resourceNamespace',
]);

const centralStorage = '100Gi';
const gatewayLabels = { app: 'istio-ingressgateway', istio: 'ingressgateway' };
const handlerLabels = { app: 'istio-ingressgateway', 'gardener.cloud/role': 'exposureclass-handler' };

/** A configuration file with the defaults of a gardenlet. A seed template in it is not completed here. */
export function defaultGardenletConfiguration(config: Config): Config {
  const filled = fillDeep(config, defaults, isUnset);
  const { sni, exposureClassHandlers, controllers } = filled;
  const { shootCare, backupEntry } = controllers ?? {};
  const stale = shootCare?.staleExtensionHealthChecks ?? { enabled: true };
  return {
    ...filled,
    controllers: {
      ...controllers,
      shootCare: { ...shootCare, staleExtensionHealthChecks: { ...stale, threshold: stale.threshold ?? '5m0s' } },
      ...((backupEntry?.deletionGracePeriodHours ?? 0) < 0 && {
        backupEntry: { ...backupEntry, deletionGracePeriodHours: 0 },
      }),
    },
    sni: { ...sni, ingress: { ...sni?.ingress, labels: sni?.ingress?.labels ?? gatewayLabels } },
    logging: defaultLogging(filled.logging ?? {}),
    ...(exposureClassHandlers && { exposureClassHandlers: exposureClassHandlers.map(defaultHandler) }),
  };
}

/**
 * A configuration below `config` of a Gardenlet or ManagedSeed: only the number of shoots that the seed takes is filled in
 * (gardener:pkg/apis/seedmanagement/v1alpha1/defaults_managedseed.go v1.150).
 */
export function defaultEmbeddedConfiguration(config: Config): Config {
  const { apiVersion, kind, resources, ...rest } = config;
  const capacity = { shoots: '250', ...resources?.capacity };
  return {
    apiVersion: apiVersion || 'gardenlet.config.gardener.cloud/v1alpha1',
    kind: kind || 'GardenletConfiguration',
    ...rest,
    resources: { ...resources, capacity },
  };
}

function isUnset(field: string, value: unknown): boolean {
  if (value === undefined) return true;
  if (!zeroIsUnset.has(field)) return false;
  return value === '' || value === 0 || (typeof value === 'string' && Duration.parse(value)?.nanoseconds === 0n);
}

/** Every log store follows the switch for logging as a whole. */
function defaultLogging(logging: Loose<Logging>): Loose<Logging> {
  const enabled = logging.enabled ?? false;
  const { vali, victoriaLogs, shootEventLogging } = logging;
  const store = (garden: { readonly storage?: string | number | undefined } | undefined) => ({
    ...garden,
    storage: garden?.storage ?? centralStorage,
  });
  return {
    ...logging,
    enabled,
    vali: { ...vali, enabled: vali?.enabled ?? enabled, garden: store(vali?.garden) },
    victoriaLogs: {
      ...victoriaLogs,
      enabled: victoriaLogs?.enabled ?? enabled,
      garden: store(victoriaLogs?.garden),
    },
    shootEventLogging: { ...shootEventLogging, enabled: shootEventLogging?.enabled ?? enabled },
  };
}

/** Every handler has an ingress gateway of its own. */
function defaultHandler(handler: Loose<ExposureClassHandler>): Loose<ExposureClassHandler> {
  const { ingress } = handler.sni ?? {};
  const labels = ingress?.labels ?? {};
  return {
    ...handler,
    sni: {
      ...handler.sni,
      ingress: {
        ...ingress,
        namespace: ingress?.namespace ?? `istio-ingress-handler-${handler.name ?? ''}`,
        serviceName: ingress?.serviceName ?? 'istio-ingressgateway',
        labels: Object.keys(labels).length === 0 ? handlerLabels : labels,
      },
    },
  };
}
