import { groupOf, type KubernetesObject } from '../../core/object';

/** How Flux tells whether objects of a kind are ready: an entry of `healthCheckExprs`. */
export interface HealthExpressions {
  readonly apiVersion: string;
  readonly kind: string;
  /** True when the object is as wanted. */
  readonly current: string;
  /** True when it will not get there without help; Flux then stops waiting. */
  readonly failed?: string;
}

/** `status` is absent until a controller has seen the object: reading it is an error then, which Flux takes for "not yet". */
const observed = 'has(status.observedGeneration) && status.observedGeneration == metadata.generation';
const succeeded = "has(status.lastOperation) && status.lastOperation.state == 'Succeeded'";
/** `Error`, `Pending` and `Aborted` are retried by Gardener; only `Failed` is final. */
const failed = "has(status.lastOperation) && status.lastOperation.state == 'Failed'";
const conditions = 'has(status.conditions)';

/** An `exists`, because `filter(...).all(...)` holds for an empty list. */
function is(type: string, status: 'True' | 'False' = 'True'): string {
  return `status.conditions.exists(c, c.type == '${type}' && c.status == '${status}')`;
}

/** A condition that some objects of the kind do not have. */
function isNotMissed(type: string): string {
  return `!status.conditions.exists(c, c.type == '${type}' && c.status != 'True')`;
}

const all = (...parts: readonly string[]): string => parts.join(' && ');

const core = 'core.gardener.cloud/v1beta1';
const operator = 'operator.gardener.cloud/v1alpha1';
const seedManagement = 'seedmanagement.gardener.cloud/v1alpha1';

/**
 * Health of Gardener's kinds. None of them has a condition that Flux knows, so that without an expression an object counts as ready as
 * soon as its generation was observed. Source: gardener:pkg/apis v1.150, fluxcd/pkg:runtime/cel/status_evaluator.go
 */
export const healthExpressions: readonly HealthExpressions[] = [
  {
    apiVersion: operator,
    kind: 'Garden',
    current: all(
      observed,
      succeeded,
      conditions,
      'size(status.conditions) > 0',
      "status.conditions.all(c, c.status == 'True')",
    ),
    failed,
  },
  { apiVersion: operator, kind: 'Extension', current: all(observed, conditions, is('Installed')) },
  { apiVersion: seedManagement, kind: 'Gardenlet', current: all(observed, conditions, is('GardenletReconciled')) },
  { apiVersion: seedManagement, kind: 'ManagedSeed', current: all(observed, conditions, is('SeedRegistered')) },
  {
    apiVersion: core,
    kind: 'Seed',
    current: all(observed, conditions, is('GardenletReady'), is('ExtensionsReady'), is('SeedSystemComponentsHealthy')),
    failed,
  },
  {
    apiVersion: core,
    kind: 'Project',
    current: all(observed, "has(status.phase) && status.phase == 'Ready'"),
    failed: "has(status.phase) && status.phase == 'Failed'",
  },
  {
    apiVersion: core,
    kind: 'Shoot',
    current: all(
      observed,
      succeeded,
      conditions,
      is('APIServerAvailable'),
      is('ControlPlaneHealthy'),
      is('SystemComponentsHealthy'),
      // a workerless Shoot has no such condition
      isNotMissed('EveryNodeReady'),
    ),
    failed,
  },
  {
    apiVersion: core,
    kind: 'ControllerInstallation',
    current: all(conditions, is('Installed'), is('Healthy'), is('Progressing', 'False')),
  },
  {
    apiVersion: 'resources.gardener.cloud/v1alpha1',
    kind: 'ManagedResource',
    current: all(observed, conditions, is('ResourcesApplied'), is('ResourcesHealthy')),
  },
];

/** The expressions that a unit needs, in the order of the table. */
export function expressionsFor(objects: readonly KubernetesObject[]): readonly HealthExpressions[] {
  const kinds = new Set(objects.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`));
  return healthExpressions.filter(({ apiVersion, kind }) => kinds.has(`${groupOf(apiVersion)}/${kind}`));
}

/** The expressions of a kind, whatever its version. */
export function expressionsOfKind(group: string, kind: string): HealthExpressions | undefined {
  return healthExpressions.find(entry => entry.kind === kind && groupOf(entry.apiVersion) === group);
}
