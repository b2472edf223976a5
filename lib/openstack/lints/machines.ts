import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { resolveRollingLimits } from '../pool/distribute';
import { isInPlace } from '../pool/node-agent-key';
import { leadingDigits, rootDisk } from '../machine/disk';
import { zoneShares } from '../machine/deployment';
import type { PoolConfig, WorkerSpec } from '../objects';
import { machineTypeOf, type MachineTypeSpec } from '../profile/read';
import { poolPath, type ShootSubject } from './subjects';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150', {
  'OS-FLAVOR-UNKNOWN': {
    reason: 'the machine type is not in the profile',
    fix: 'choose a machine type of the profile',
  },
  'OS-FLAVOR-UNUSABLE': { reason: 'the profile marks the machine type as not usable for new pools' },
  'OS-FLAVOR-UNAVAILABLE-IN-ZONE': {
    reason: 'the machine type is not available in a zone of the pool',
    fix: 'choose another machine type, or remove the zone',
  },
  'OS-ZONE-UNKNOWN': { reason: 'the region of the shoot has no such zone' },
  'OS-ZONE-DUPLICATE': { reason: 'a zone is listed twice' },
  'OS-VOLUME-TYPE-WITHOUT-SIZE': {
    reason: 'a volume type needs a volume size',
    source: 'provider-openstack:pkg/apis/openstack/validation/shoot.go v1.58',
  },
  'OS-STORAGE-SIZE-NOT-GI': {
    severity: 'warning',
    reason: 'the storage size of the machine type is not printed in Gi, and only its leading digits count, as GB',
    fix: 'write a size that is no multiple of 1024Gi, or set the volume size of the pool',
    source: 'provider-openstack:pkg/controller/worker/machines.go v1.58',
  },
  'OS-ROOT-DISK-TYPE-WITHOUT-SIZE': {
    severity: 'warning',
    reason: 'the boot disk has a type but no size, and the machine driver then ignores the type',
    fix: 'write storage.size in the machine type, or volume.size in the pool',
    source: 'machine-controller-manager-provider-openstack:pkg/driver/executor/executor.go, May 2026',
  },
  'OS-ZONE-WITHOUT-SURGE': {
    severity: 'warning',
    reason: 'zones with neither surge nor unavailability lose a node before its replacement exists',
    fix: 'set maxSurge to at least the number of zones',
    source: 'machine-controller-manager:pkg/controller/deployment_util.go, mid 2026',
  },
  'OS-MIN-BELOW-ZONES': {
    severity: 'info',
    reason: 'the minimum is below the number of zones, so that some zones start without nodes and are scaled from zero',
    source: 'gardener:extensions/pkg/controller/worker/machines.go v1.150',
  },
  'OS-CAPACITY-MISSING': {
    severity: 'warning',
    reason: 'a zone may start without nodes, and the autoscaler does not know the GPUs of the machine type',
    fix: 'write gpu in the machine type, or capacity and virtualCapacity in nodeTemplate of the WorkerConfig',
    source: 'provider-openstack:docs/usage/usage.md v1.58',
  },
  'OS-MIN-SUM-OVER-LIMIT': {
    reason: 'the sum of all minimums is above limits.maxNodesTotal of the profile',
  },
  'OS-AMBIGUOUS-YAML-SCALAR': {
    severity: 'warning',
    reason: 'the controller writes this text unquoted into YAML, where it is no text',
    fix: 'choose another name',
    source: 'provider-openstack:charts/internal/machineclass/templates/machineclass.yaml v1.58',
  },
});

/** Rules that {@link lintMachineTypes} and {@link lintZones} report. */
export const machineRules = Object.values(rule);

/** Machine types, disks and zones of each pool. */
export function lintMachines(subject: ShootSubject, report: Report): void {
  const { workers } = subject.admitted;
  for (const [index, worker] of workers.entries()) {
    const place = { report, path: poolPath(index) };
    lintType(subject, worker, place);
    lintZones(subject, worker, place);
    lintLimits(worker, place);
    lintScaleFromZero(subject, worker, place);
    lintScalars(subject, worker, place);
  }
  const limit = subject.profile.spec.limits?.maxNodesTotal;
  const sum = workers.reduce((total, { minimum = 0 }) => total + minimum, 0);
  if (limit !== undefined && sum > limit)
    report.add(rule['OS-MIN-SUM-OVER-LIMIT'], 'spec.provider.workers', { value: sum, allowed: [limit] });
}

interface Place {
  readonly report: Report;
  /** Of the pool. */
  readonly path: string;
}

function lintType({ profile }: ShootSubject, worker: WorkerSpec, { report, path }: Place): void {
  const name = worker.machine?.type;
  const type = machineTypeOf(profile.spec, name);
  if (type === undefined) {
    const allowed = (profile.spec.machineTypes ?? []).flatMap(({ name }) => name ?? []);
    report.add(rule['OS-FLAVOR-UNKNOWN'], `${path}.machine.type`, { value: name, allowed });
    return;
  }
  if (type.usable === false) report.add(rule['OS-FLAVOR-UNUSABLE'], `${path}.machine.type`, { value: name });
  lintDisk(type, worker, { report, path });
}

function lintDisk(type: MachineTypeSpec, worker: WorkerSpec, { report, path }: Place): void {
  if (worker.volume?.type !== undefined && !worker.volume.size) {
    report.forbidden(rule['OS-VOLUME-TYPE-WITHOUT-SIZE'], `${path}.volume.type`, { value: worker.volume.type });
    return;
  }
  const size = type.storage?.size === undefined ? undefined : Quantity.parse(type.storage.size)?.toString();
  const disk = rootDisk(worker.volume, type);
  if ('error' in disk) return;
  const usesTypeSize = leadingDigits(worker.volume?.size ?? '') === undefined && disk.size !== undefined;
  if (usesTypeSize && size !== undefined && !size.endsWith('Gi')) {
    const message = `${rule['OS-STORAGE-SIZE-NOT-GI'].reason}: ${size} becomes ${disk.size ?? 0} GB`;
    report.add(rule['OS-STORAGE-SIZE-NOT-GI'], `${path}.machine.type`, { value: worker.machine?.type, message });
  }
  if (disk.type !== undefined && disk.size === undefined)
    report.add(rule['OS-ROOT-DISK-TYPE-WITHOUT-SIZE'], `${path}.machine.type`, { value: disk.type });
}

function lintZones({ shoot, profile }: ShootSubject, worker: WorkerSpec, { report, path }: Place): void {
  const region = profile.spec.regions?.find(({ name }) => name === shoot.spec?.region);
  const seen = new Set<string>();
  for (const [index, zone] of (worker.zones ?? []).entries()) {
    const zonePath = `${path}.zones[${index}]`;
    if (seen.has(zone)) report.add(rule['OS-ZONE-DUPLICATE'], zonePath, { value: zone });
    seen.add(zone);
    if (region === undefined) continue;
    const known = region.zones?.find(({ name }) => name === zone);
    const allowed = (region.zones ?? []).flatMap(({ name }) => name ?? []);
    if (known === undefined) report.add(rule['OS-ZONE-UNKNOWN'], zonePath, { value: zone, allowed });
    const type = worker.machine?.type;
    if (type !== undefined && known?.unavailableMachineTypes?.includes(type))
      report.add(rule['OS-FLAVOR-UNAVAILABLE-IN-ZONE'], `${path}.machine.type`, {
        value: type,
        message: `machine type ${type} is not available in zone ${zone}`,
      });
  }
}

function lintLimits(worker: WorkerSpec, { report, path }: Place): void {
  if (isInPlace(worker.updateStrategy)) return;
  const stuck = zoneShares(worker).filter(({ maximum, maxSurge, maxUnavailable }) => {
    if (maximum === 0) return false;
    const isZero = (value: number | string): boolean => value === 0 || value === '0%';
    return (
      isZero(maxSurge) &&
      isZero(maxUnavailable) &&
      resolveRollingLimits(maxSurge, maxUnavailable, maximum).unavailable > 0
    );
  });
  if (stuck.length > 0)
    report.add(rule['OS-ZONE-WITHOUT-SURGE'], `${path}.maxSurge`, { value: stuck.map(({ zone }) => zone) });
}

function lintScaleFromZero({ profile }: ShootSubject, worker: WorkerSpec, { report, path }: Place): void {
  const { zones = [], minimum = 0, maximum = 0 } = worker;
  if (minimum >= zones.length || maximum === 0) return;
  report.add(rule['OS-MIN-BELOW-ZONES'], `${path}.minimum`, { value: minimum });
  const type = machineTypeOf(profile.spec, worker.machine?.type);
  const own = (worker.providerConfig as PoolConfig | undefined)?.nodeTemplate;
  if (type === undefined || own?.capacity?.['gpu'] !== undefined) return;
  const looksLikeGPU = /gpu|(^|[^a-z])(a100|h100|h200|l4|l40s?|v100|t4)([^a-z0-9]|$)/i.test(type.name ?? '');
  if (looksLikeGPU && (type.gpu === undefined || Quantity.parse(type.gpu)?.isZero() !== false))
    report.add(rule['OS-CAPACITY-MISSING'], `${path}.machine.type`, { value: type.name });
}

/** Plain scalars that YAML 1.1 reads as something else than a text, or that break the line. */
const notText =
  /^(?:[~=]|null|Null|NULL|true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+|0x[0-9a-fA-F_]+|0b[01_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const breaksLine = /^[-?:,[\]{}#&*!|>'"%@`]|: | #|:$|^\s|\s$/;

function lintScalars({ shoot }: ShootSubject, worker: WorkerSpec, { report, path }: Place): void {
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['spec.region', shoot.spec?.region],
    [`${path}.machine.type`, worker.machine?.type],
    ...(worker.zones ?? []).map((zone, index) => [`${path}.zones[${index}]`, zone] as const),
    [`${path}.volume.type`, worker.volume?.type],
  ];
  for (const [place, text] of texts)
    if (text !== undefined && text !== '' && (notText.test(text) || breaksLine.test(text)))
      report.add(rule['OS-AMBIGUOUS-YAML-SCALAR'], place, { value: text });
}
