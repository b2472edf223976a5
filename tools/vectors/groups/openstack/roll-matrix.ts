import type { MachineConfig } from '../../../../lib/openstack/machine/machine-config';
import type { InfrastructureState, ProfileSpec, ShootObject, WorkerState } from '../../../../lib/openstack/objects';
import { equal, firstOf, type Difference } from '../../compare';
import { machinesOf } from './machine-config';

interface RollInput {
  readonly cloudProfileSpec: ProfileSpec;
  readonly shootSpec: NonNullable<ShootObject['spec']>;
  readonly shootStatus: NonNullable<ShootObject['status']>;
  readonly infrastructureStatus: InfrastructureState;
  readonly workerProviderStatus?: WorkerState;
}

interface RollRow {
  readonly rolls: boolean;
  readonly objectsChange: boolean;
  readonly nodeAgentSecretName: string;
  readonly hash: string;
  readonly input: Partial<RollInput>;
}

/** The `roll-matrix` vector: a base and single changes of it. */
export interface RollMatrix {
  readonly input: RollInput;
  readonly expected: { readonly base: { readonly nodeAgentSecretName: string; readonly hash: string } };
}

/** Answers the base of the matrix. */
export function runRollBase({ input, expected }: RollMatrix): Difference | undefined {
  return compareHashes(expected.base, rolled(input));
}

/** Answers one change. */
export function runRollRow(matrix: RollMatrix, row: RollRow): Difference | undefined {
  const base = rolled(matrix.input);
  const changed = rolled({ ...matrix.input, ...row.input });
  const rolls = changed.pools.some(({ hash }, index) => hash?.hash !== base.pools[index]?.hash?.hash);
  const objectsChange = equal('objects', objectsOf(base), objectsOf(changed)) !== undefined;
  return firstOf(
    () => compareHashes(row, changed),
    () => equal('rolls', row.rolls, rolls),
    () => equal('objectsChange', row.objectsChange, objectsChange),
  );
}

function rolled(input: RollInput): MachineConfig {
  const { cloudProfileSpec, shootSpec, shootStatus, infrastructureStatus, workerProviderStatus } = input;
  const namespace = shootStatus.technicalID ?? '';
  return machinesOf({
    cloudProfile: { metadata: { name: 'base' }, spec: cloudProfileSpec },
    shoot: { metadata: { name: 'base' }, spec: shootSpec, status: shootStatus },
    infrastructureStatus,
    namespace,
    ...(workerProviderStatus && { workerProviderStatus }),
  }).config;
}

function compareHashes(
  expected: { readonly nodeAgentSecretName: string; readonly hash: string },
  { pools: [first] }: MachineConfig,
): Difference | undefined {
  return firstOf(
    () => equal('nodeAgentSecretName', expected.nodeAgentSecretName, first?.pool.nodeAgent.name),
    () => equal('hash', expected.hash, first?.hash?.hash),
  );
}

const objectsOf = ({ pools }: MachineConfig): unknown =>
  pools.flatMap(({ zones }) =>
    zones.map(({ secret, machineClass, machineDeployment }) => [secret, machineClass, machineDeployment]),
  );
