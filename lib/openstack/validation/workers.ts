import type { FieldPath } from '../../core/field-path';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { isInPlace } from '../pool/node-agent-key';
import type { PoolConfig, ProfileConfig, WorkerSpec } from '../objects';
import { validateConfigKind } from './config-kind';
import { list, plain, pointer, raw, struct, text } from './decoded-equality';
import { validateResourceName } from './values';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/worker.go v1.58', {
  'OS-WORKER-ZONES': {
    reason: 'a pool needs at least one zone',
    source: 'provider-openstack:pkg/apis/openstack/validation/shoot.go v1.58',
  },
  'OS-WORKER-VOLUME-TYPE': {
    reason: 'a volume type needs a volume size',
    source: 'provider-openstack:pkg/apis/openstack/validation/shoot.go v1.58',
  },
  'OS-WORKER-SERVER-GROUP-EMPTY': 'a server group needs a policy',
  'OS-WORKER-SERVER-GROUP-POLICY': 'the profile does not offer the server-group policy',
  'OS-WORKER-SERVER-GROUP-AFFINITY': 'affinity cannot hold for machines of several zones',
  'OS-WORKER-CAPACITY-NEGATIVE': 'a capacity must not be negative',
  'OS-WORKER-VIRTUAL-CAPACITY-NEGATIVE': 'a virtual capacity must not be negative',
  'OS-WORKER-VIRTUAL-CAPACITY-WHOLE': 'a virtual capacity is a whole number',
  'OS-WORKER-LABEL-DUPLICATE': 'machine labels have different names',
  'OS-WORKER-LABEL-POOL': 'the name is already a label of the pool',
  'OS-WORKER-SECURITY-GROUP-EMPTY': 'the name of a security group must not be empty',
  'OS-WORKER-SECURITY-GROUP-DUPLICATE': 'a security group is listed once',
});

/** Rules of worker pools. */
export const workerRules = Object.values(rule);

interface Place {
  readonly path: FieldPath;
  readonly report: Report;
}

/** Judges the worker pools of a Shoot; `path` is that of their list. Without the profile, what it offers is not judged. */
export function validateWorkers(
  workers: readonly WorkerSpec[],
  config: ProfileConfig | undefined,
  { path, report }: Place,
): void {
  for (const [index, worker] of workers.entries()) {
    const place = path.index(index);
    if ((worker.zones ?? []).length === 0) {
      report.required(rule['OS-WORKER-ZONES'], place.child('zones'));
      continue;
    }
    if (worker.volume?.type !== undefined && (worker.volume.size ?? '') === '')
      report.forbidden(rule['OS-WORKER-VOLUME-TYPE'], place.child('volume', 'type'), { value: worker.volume.type });
    if (worker.providerConfig !== undefined)
      validateWorkerConfig(worker, config, { path: place.child('providerConfig'), report });
  }
}

function validateWorkerConfig(worker: WorkerSpec, profile: ProfileConfig | undefined, { path, report }: Place): void {
  const config = worker.providerConfig as PoolConfig;
  if (!validateConfigKind(config, 'WorkerConfig', { path, report })) return;
  validateServerGroup(worker, profile, { path: path.child('serverGroup', 'policy'), report });
  validateNodeTemplate(config.nodeTemplate, path.child('nodeTemplate'), report);
  validateMachineLabels(worker, config, { path: path.child('machineLabels'), report });
  validateSecurityGroups(config.additionalSecurityGroups ?? [], path.child('additionalSecurityGroups'), report);
}

function validateServerGroup(worker: WorkerSpec, profile: ProfileConfig | undefined, { path, report }: Place): void {
  const group = (worker.providerConfig as PoolConfig).serverGroup;
  if (group === undefined) return;
  const { policy = '' } = group;
  const offered = profile?.serverGroupPolicies ?? [];
  if (policy === '') report.invalid(rule['OS-WORKER-SERVER-GROUP-EMPTY'], path, policy);
  else if (profile !== undefined && !offered.includes(policy))
    report.invalid(rule['OS-WORKER-SERVER-GROUP-POLICY'], path, policy, { allowed: offered });
  else if ((worker.zones ?? []).length > 1 && policy === 'affinity')
    report.forbidden(rule['OS-WORKER-SERVER-GROUP-AFFINITY'], path, { value: policy });
}

function validateNodeTemplate(template: PoolConfig['nodeTemplate'], path: FieldPath, report: Report): void {
  for (const resource of ['cpu', 'gpu', 'memory']) {
    const value = template?.capacity?.[resource];
    if (value !== undefined && Quantity.parse(value)?.isNegative() === true)
      report.invalid(rule['OS-WORKER-CAPACITY-NEGATIVE'], path.child('capacity', resource), value);
  }
  for (const [resource, value] of Object.entries(template?.virtualCapacity ?? {})) {
    const quantity = value === undefined ? undefined : Quantity.parse(value);
    if (quantity === undefined) continue;
    const place = path.child('virtualCapacity', resource);
    if (quantity.isNegative()) report.invalid(rule['OS-WORKER-VIRTUAL-CAPACITY-NEGATIVE'], place, value);
    if (!quantity.equals(Quantity.fromInteger(quantity.value())))
      report.invalid(rule['OS-WORKER-VIRTUAL-CAPACITY-WHOLE'], place, value);
  }
}

function validateMachineLabels(worker: WorkerSpec, config: PoolConfig, { path, report }: Place): void {
  const names = new Set<string>();
  for (const [index, { name = '', value = '' }] of (config.machineLabels ?? []).entries()) {
    const place = path.index(index);
    validateResourceName(name, place.child('name'), report);
    validateResourceName(value, place.child('value'), report);
    if (names.has(name)) report.duplicate(rule['OS-WORKER-LABEL-DUPLICATE'], place.child('name'), name);
    else if (worker.labels?.[name] !== undefined)
      report.invalid(rule['OS-WORKER-LABEL-POOL'], place.child('name'), name);
    else names.add(name);
  }
}

function validateSecurityGroups(groups: readonly string[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, group] of groups.entries()) {
    if (group === '') report.required(rule['OS-WORKER-SECURITY-GROUP-EMPTY'], path.index(index));
    else if (seen.has(group)) report.invalid(rule['OS-WORKER-SECURITY-GROUP-DUPLICATE'], path.index(index), group);
    seen.add(group);
  }
}

const updateRule = ruleTable('provider-openstack:pkg/apis/openstack/validation/shoot.go v1.58', {
  'OS-IMMUTABLE-ZONES': {
    reason: 'zones of a pool may only be appended: the machine deployments are named by position',
    fix: 'keep the zones in their order, and add new ones at the end',
  },
  'OS-IMMUTABLE-WORKER-CONFIG': 'the providerConfig of a pool that is updated in place cannot be changed',
  'OS-IMMUTABLE-DATA-VOLUMES': 'the data volumes of a pool that is updated in place cannot be changed',
});

/** Rules of changes of worker pools. */
export const workerUpdateRules = Object.values(updateRule);

/** `gardener:pkg/apis/core/v1beta1/types_shoot.go` (DataVolume) v1.150 */
const isSameVolumes = list(struct({ name: text, type: pointer(text), size: text, encrypted: pointer(plain(false)) }));

/** Judges changes of worker pools, which are found by name. */
export function validateWorkersUpdate(
  next: readonly WorkerSpec[],
  old: readonly WorkerSpec[],
  { path, report }: Place,
): void {
  for (const [index, worker] of next.entries()) {
    const before = old.find(({ name }) => name === worker.name);
    if (before === undefined) continue;
    const place = path.index(index);
    const [zones, zonesBefore] = [worker.zones ?? [], before.zones ?? []];
    if (!zonesBefore.every((zone, position) => zones[position] === zone))
      report.invalid(updateRule['OS-IMMUTABLE-ZONES'], place.child('zones'), zones);
    if (!isInPlace(worker.updateStrategy)) continue;
    if (!raw(worker.providerConfig, before.providerConfig))
      report.invalid(updateRule['OS-IMMUTABLE-WORKER-CONFIG'], place.child('providerConfig'), worker.providerConfig);
    if (!isSameVolumes(worker.dataVolumes, before.dataVolumes))
      report.invalid(updateRule['OS-IMMUTABLE-DATA-VOLUMES'], place.child('dataVolumes'), worker.dataVolumes);
  }
}
