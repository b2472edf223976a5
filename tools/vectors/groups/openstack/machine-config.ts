import { admitShoot, type AdmittedShoot } from '../../../../lib/openstack/admission/admit';
import { needsAutoscaler } from '../../../../lib/openstack/machine/autoscaler';
import { machineConfig, type MachineConfig } from '../../../../lib/openstack/machine/machine-config';
import type { PoolMachines } from '../../../../lib/openstack/machine/pool-machines';
import { workerStatusOf } from '../../../../lib/openstack/machine/worker-status';
import { lintProfile } from '../../../../lib/openstack/lints/lint-profile';
import { lintShoot } from '../../../../lib/openstack/lints/lint-shoot';
import { defaultLimits } from '../../../../lib/openstack/lints/subjects';
import { Report } from '../../../../lib/rules/report';
import type {
  InfrastructureState,
  ProfileConfig,
  ProfileSpec,
  ShootObject,
  WorkerState,
} from '../../../../lib/openstack/objects';
import { atLeast, contains, equal, firstOf, sameSet, subset, type Difference } from '../../compare';

const now = new Date('2026-08-21T00:00:00Z');

/** The inputs of a `machine-config` vector. */
export interface MachineConfigInput {
  readonly cloudProfile: { readonly metadata: { readonly name: string }; readonly spec: ProfileSpec };
  readonly shoot: ShootObject;
  readonly infrastructureStatus: InfrastructureState;
  readonly namespace: string;
  readonly workerProviderStatus?: WorkerState;
  readonly userData?: string;
}

interface Expected {
  readonly error?: string;
  readonly admittedWorkers?: unknown;
  readonly admittedKubelet?: unknown;
  readonly admittedKubernetesVersion?: unknown;
  readonly pools?: unknown;
  readonly secrets?: readonly unknown[];
  readonly machineClasses?: readonly unknown[];
  readonly machineDeployments?: readonly unknown[];
  readonly workerStatus?: unknown;
  readonly clusterAutoscalerRequired?: unknown;
}

/** The machines that follow from the inputs of a vector. */
export function machinesOf(input: MachineConfigInput): { admitted: AdmittedShoot; config: MachineConfig } {
  const { cloudProfile, shoot, infrastructureStatus, namespace, workerProviderStatus } = input;
  const admitted = admitShoot(shoot, { profile: cloudProfile.spec, now });
  const config = machineConfig({
    admitted,
    profileName: cloudProfile.metadata.name,
    profile: cloudProfile.spec,
    config: cloudProfile.spec.providerConfig ?? {},
    infrastructure: infrastructureStatus,
    workerStatus: workerProviderStatus,
    namespace,
    userData: () => input.userData ?? 'some-user-data',
    mode: 'upstream-2026',
  });
  return { admitted, config };
}

/** Answers one `machine-config` vector. */
export function runMachineConfig(vector: {
  readonly input: MachineConfigInput;
  readonly expected: Expected;
  readonly suggestedLints?: readonly string[];
}): Difference | undefined {
  const { input, expected, suggestedLints = [] } = vector;
  const { admitted, config } = machinesOf(input);
  const lints = (): Difference | undefined =>
    atLeast(
      'suggestedLints',
      suggestedLints.map(id => (id === id.toLowerCase() ? `OS-${id.toUpperCase()}` : id)),
      lintsOf(input, admitted, config),
    );
  if (expected.error !== undefined) {
    const problem = admitted.problems[0];
    return contains('error', expected.error, problem?.message ?? config.error) ?? lints();
  }
  const { spec } = admitted.shoot;
  return firstOf(
    () => equal('error', undefined, admitted.problems[0]?.message ?? config.error),
    () => subset('admittedWorkers', expected.admittedWorkers, admitted.workers),
    () => subset('admittedKubelet', expected.admittedKubelet, spec?.kubernetes?.kubelet),
    () => equal('admittedKubernetesVersion', expected.admittedKubernetesVersion, spec?.kubernetes?.version),
    () => equal('pools', expected.pools, config.pools.map(poolFacts)),
    () => compareObjects(expected, config),
    () => equal('workerStatus', expected.workerStatus, workerStatusOf(config)),
    () => equal('clusterAutoscalerRequired', expected.clusterAutoscalerRequired, needsAutoscaler(admitted.workers)),
    lints,
  );
}

/** The hashes of a pool as the vectors write them. */
export function poolFacts({ pool, hash, additional }: PoolMachines): Record<string, unknown> {
  return {
    pool: pool.name,
    nodeAgentSecretName: pool.nodeAgent.name,
    hash: hash?.hash,
    additionalHashData: additional.map(({ text }) => text),
  };
}

function compareObjects(expected: Expected, { pools }: MachineConfig): Difference | undefined {
  const zones = pools.flatMap(pool => pool.zones);
  return firstOf(
    () =>
      sameSet(
        'secrets',
        expected.secrets ?? [],
        zones.map(({ secret }) => secret),
      ),
    () =>
      sameSet(
        'machineClasses',
        expected.machineClasses ?? [],
        zones.map(({ machineClass }) => machineClass),
      ),
    () =>
      sameSet(
        'machineDeployments',
        (expected.machineDeployments ?? []).map(withReplicas),
        zones.map(({ machineDeployment }) => withReplicas(machineDeployment)),
      ),
  );
}

/** No replicas and 0 replicas are the same. */
function withReplicas(object: unknown): unknown {
  const { spec, ...rest } = object as { readonly spec: Readonly<Record<string, unknown>> };
  return { ...rest, spec: { ...spec, replicas: spec['replicas'] ?? 0 } };
}

function lintsOf(input: MachineConfigInput, admitted: AdmittedShoot, machines: MachineConfig): string[] {
  const { spec } = input.cloudProfile;
  const profile = { spec, config: (spec.providerConfig ?? {}) as ProfileConfig, now };
  const { shoot, workerProviderStatus } = input;
  const report = new Report();
  lintProfile(profile, report);
  lintShoot({ shoot, admitted, profile, workerStatus: workerProviderStatus, machines, limits: defaultLimits }, report);
  return report.findings.map(({ rule }) => rule);
}
