import type { ShootSpec, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import { Duration } from '../../../core/duration';
import type { Loose } from '../../../core/loose';
import { Quantity } from '../../../core/quantity';
import { fill } from './fill';

/** Fields that hold a duration, by name: the names are used for nothing else in a Shoot. */
const durationFields = new Set([
  'cpuHistogramDecayHalfLife',
  'cpuInitializationPeriod',
  'downscaleStabilization',
  'evictAfterOOMThreshold',
  'evictionPressureTransitionPeriod',
  'eventTTL',
  'imageMaximumGCAge',
  'imageMinimumGCAge',
  'inPlaceUpdateTimeout',
  'initialNodeGroupBackoffDuration',
  'initialReadinessDelay',
  'machineCreationTimeout',
  'machineDrainTimeout',
  'machineHealthTimeout',
  'machinePreserveTimeout',
  'maxBinpackingTime',
  'maxNodeGroupBackoffDuration',
  'maxNodeProvisionTime',
  'maxTokenExpiration',
  'memoryAggregationInterval',
  'memoryHistogramDecayHalfLife',
  'newPodScaleUpDelay',
  'nodeGroupBackoffResetTimeout',
  'nodeMonitorGracePeriod',
  'podEvictionTimeout',
  'recommenderInterval',
  'rotationPeriod',
  'scaleDownDelayAfterAdd',
  'scaleDownDelayAfterDelete',
  'scaleDownDelayAfterFailure',
  'scaleDownUnneededTime',
  'scaleDownUnreadyTime',
  'scanInterval',
  'streamingConnectionIdleTimeout',
  'syncPeriod',
  'updaterInterval',
]);

/** Objects all of whose fields are durations or amounts. */
const durationMaps = new Set(['evictionSoftGracePeriod']);
const quantityMaps = new Set(['evictionMinimumReclaim', 'kubeReserved', 'maxAllowed', 'minAllowed']);
const quantityFields = new Set(['containerLogMaxSize']);
/** Other schemas decide what these hold. */
const opaque = new Set(['providerConfig', 'config', 'infrastructureConfig', 'controlPlaneConfig']);

/** The spec as Go prints it: durations and amounts in their one form, and zero for what Go never leaves out. */
export function printedSpec(spec: Loose<ShootSpec>): Loose<ShootSpec> {
  const { kubernetes, maintenance, provider, systemComponents } = spec;
  const vpa = kubernetes?.verticalPodAutoscaler;
  const local = systemComponents?.nodeLocalDNS;
  return {
    ...spec,
    region: spec.region ?? '',
    kubernetes: print({ ...kubernetes, ...(vpa && { verticalPodAutoscaler: fill(vpa, { enabled: false }) }) }),
    ...(maintenance && {
      maintenance: print({ ...maintenance, autoUpdate: fill(maintenance.autoUpdate, { kubernetesVersion: false }) }),
    }),
    ...(local && { systemComponents: { ...systemComponents, nodeLocalDNS: fill(local, { enabled: false }) } }),
    provider: {
      ...provider,
      type: provider?.type ?? '',
      ...(provider?.workers && { workers: provider.workers.map(printedWorker) }),
      ...(provider?.workersSettings?.sshAccess && {
        workersSettings: { sshAccess: fill(provider.workersSettings.sshAccess, { enabled: false }) },
      }),
    },
  };
}

function printedWorker(worker: Loose<Worker>): Loose<Worker> {
  const { volume, systemComponents, dataVolumes, machine } = worker;
  return print({
    ...fill<Loose<Worker>>(worker, { name: '', minimum: 0, maximum: 0 }),
    machine: fill(machine, { type: '' }),
    ...(volume && { volume: fill(volume, { size: '' }) }),
    ...(systemComponents && { systemComponents: fill(systemComponents, { allow: false }) }),
    ...(dataVolumes && { dataVolumes: dataVolumes.map(entry => fill(entry, { name: '', size: '' })) }),
  });
}

function print<T>(value: T): T {
  return printValue('', value) as T;
}

function printValue(name: string, value: unknown): unknown {
  if (opaque.has(name)) return value;
  if (typeof value !== 'object' || value === null) return printScalar(name, value);
  if (Array.isArray(value)) return value.map(entry => printValue('', entry));
  const text = durationMaps.has(name) ? durationText : quantityMaps.has(name) ? quantityText : undefined;
  const entries = Object.entries(value).map(([key, entry]) => [key, text ? text(entry) : printValue(key, entry)]);
  return Object.fromEntries(entries);
}

function printScalar(name: string, value: unknown): unknown {
  if (durationFields.has(name)) return durationText(value);
  return quantityFields.has(name) ? quantityText(value) : value;
}

function durationText(value: unknown): unknown {
  return typeof value === 'string' ? (Duration.parse(value)?.toString() ?? value) : value;
}

function quantityText(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return Quantity.parse(value)?.toString() ?? value;
}
