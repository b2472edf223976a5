import { groupOf } from '../../core/object';

/** A state that an object of a kind passes through, and what a good expression says to it. */
export interface HealthSample {
  readonly apiVersion: string;
  readonly kind: string;
  /** What is the case, in words. */
  readonly state: string;
  readonly expected: 'ready' | 'not ready';
  /** Gardener goes on trying: no expression may call it failed. */
  readonly isRetried: boolean;
  readonly object: object;
}

type Condition = readonly [type: string, status: 'True' | 'False' | 'Unknown' | 'Progressing'];

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The conditions of a healthy object. */
  readonly conditions: readonly Condition[];
  /** Whether the object has a last operation. */
  readonly operates?: boolean;
  readonly phase?: boolean;
}

/** Source: gardener:pkg/apis/{core,operator,seedmanagement,resources} v1.150 */
const kinds: readonly Kind[] = [
  {
    apiVersion: 'operator.gardener.cloud/v1alpha1',
    kind: 'Garden',
    operates: true,
    conditions: [
      ['RuntimeComponentsHealthy', 'True'],
      ['VirtualComponentsHealthy', 'True'],
      ['VirtualGardenAPIServerAvailable', 'True'],
      ['ObservabilityComponentsHealthy', 'True'],
    ],
  },
  { apiVersion: 'operator.gardener.cloud/v1alpha1', kind: 'Extension', conditions: [['Installed', 'True']] },
  {
    apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
    kind: 'Gardenlet',
    conditions: [['GardenletReconciled', 'True']],
  },
  {
    apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
    kind: 'ManagedSeed',
    conditions: [['SeedRegistered', 'True']],
  },
  {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Seed',
    operates: true,
    conditions: [
      ['GardenletReady', 'True'],
      ['ExtensionsReady', 'True'],
      ['SeedSystemComponentsHealthy', 'True'],
    ],
  },
  { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project', conditions: [], phase: true },
  {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    operates: true,
    conditions: [
      ['APIServerAvailable', 'True'],
      ['ControlPlaneHealthy', 'True'],
      ['ObservabilityComponentsHealthy', 'True'],
      ['EveryNodeReady', 'True'],
      ['SystemComponentsHealthy', 'True'],
    ],
  },
  {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'ControllerInstallation',
    conditions: [
      ['Installed', 'True'],
      ['Healthy', 'True'],
      ['Progressing', 'False'],
    ],
  },
  {
    apiVersion: 'resources.gardener.cloud/v1alpha1',
    kind: 'ManagedResource',
    conditions: [
      ['ResourcesApplied', 'True'],
      ['ResourcesHealthy', 'True'],
      ['ResourcesProgressing', 'False'],
    ],
  },
];

/** States of the kinds that an expression has to tell apart. */
export const healthSamples: readonly HealthSample[] = kinds.flatMap(samplesOf);

/** The states of one kind, whatever the version. */
export function samplesOfKind(group: string, kind: string): readonly HealthSample[] {
  return healthSamples.filter(sample => sample.kind === kind && groupOf(sample.apiVersion) === group);
}

function samplesOf(kind: Kind): HealthSample[] {
  const healthy = statusOf(kind, 'Succeeded', 'Ready');
  const sample = (state: string, status: object, how: Partial<HealthSample> = {}): HealthSample => ({
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    state,
    expected: 'not ready',
    isRetried: true,
    object: { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name: 'sample', generation: 2 }, status },
    ...how,
  });
  return [
    sample('healthy', healthy, { expected: 'ready' }),
    sample('seen, nothing reported yet', { observedGeneration: 2 }),
    sample('seen, with an empty list of conditions', { observedGeneration: 2, conditions: [] }),
    sample('healthy before the last change', { ...healthy, observedGeneration: 1 }),
    ...kind.conditions.map(([type]) =>
      sample(`condition ${type} is not as it should be`, { ...healthy, conditions: withWrong(kind.conditions, type) }),
    ),
    ...(kind.operates === true ? operationSamples(kind, sample) : []),
    ...(kind.phase === true ? [sample('pending', statusOf(kind, '', 'Pending'))] : []),
  ];
}

function operationSamples(kind: Kind, sample: (state: string, status: object) => HealthSample): HealthSample[] {
  return ['Processing', 'Pending', 'Error', 'Aborted'].map(state =>
    // the seed's operation says nothing that its conditions do not say
    kind.kind === 'Seed'
      ? sample(`operation ${state}, conditions gone`, { ...statusOf(kind, state, ''), conditions: [] })
      : sample(`operation ${state}`, statusOf(kind, state, '')),
  );
}

function statusOf(kind: Kind, state: string, phase: string): Record<string, unknown> {
  return {
    observedGeneration: 2,
    ...(kind.conditions.length > 0 && { conditions: kind.conditions.map(([type, status]) => ({ type, status })) }),
    ...(kind.operates === true && { lastOperation: { type: 'Reconcile', state, progress: 100 } }),
    ...(kind.phase === true && { phase }),
  };
}

function withWrong(conditions: readonly Condition[], wrong: string): object[] {
  const opposite = { True: 'False', False: 'True', Unknown: 'False', Progressing: 'False' } as const;
  return conditions.map(([type, status]) => ({ type, status: type === wrong ? opposite[status] : status }));
}
