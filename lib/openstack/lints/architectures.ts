import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import {
  architectureOfMachineType,
  architectures,
  architecturesOfImageVersion,
  defaultArchitecture,
} from '../pool/capabilities';
import type { WorkerSpec } from '../objects';
import { definitionsOf, machineTypeOf } from '../profile/read';
import { poolPath, type ShootSubject } from './subjects';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150', {
  'OS-ARCH-OMITTED': {
    severity: 'warning',
    reason:
      'the architecture is not written: before Gardener 1.150 it becomes amd64, since then that of the machine type',
    fix: 'write machine.architecture',
    source: 'gardener:plugin/pkg/shoot/mutator/admission.go v1.150',
  },
  'OS-ARCH-MISMATCH': {
    reason: 'the architecture of the pool is not that of its machine type or image',
    fix: 'choose a machine type and an image of the same architecture',
  },
  'OS-DEFAULT-IMAGE-TRAP': {
    reason: 'no image is written, and the one that admission chooses does not work for the pool',
    fix: 'write machine.image with name and version',
    source: 'gardener:plugin/pkg/shoot/mutator/admission.go v1.150',
  },
  'OS-MIXED-ARCH-UNTAINTED': {
    severity: 'warning',
    reason: 'pods are scheduled on amd64 and arm64 nodes alike, whatever architectures their images have',
    fix: 'taint the arm64 pools with kubernetes.io/arch=arm64:NoSchedule, or select nodes by kubernetes.io/arch',
    source: 'gardener:docs/usage/shoot/shoot_supported_architectures.md v1.150',
  },
  'OS-ARM-ONLY-SYSTEM-COMPONENTS': {
    severity: 'warning',
    reason: 'all pools that run system components are arm64: every one of their images must have arm64',
    fix: 'keep an amd64 pool with systemComponents.allow, or check the images',
    source: 'gardener:docs/usage/shoot/shoot_supported_architectures.md v1.150',
  },
});

/** Rules that {@link lintArchitectures} reports. */
export const architectureRules = Object.values(rule);

/** Architectures of pools, and what shoots with several of them need. */
export function lintArchitectures(subject: ShootSubject, report: Report): void {
  const written = subject.shoot.spec?.provider?.workers ?? [];
  for (const [index, worker] of subject.admitted.workers.entries()) {
    if (written[index]?.machine?.architecture === undefined)
      report.add(rule['OS-ARCH-OMITTED'], `${poolPath(index)}.machine.architecture`, {
        value: worker.machine?.architecture,
      });
    lintMatch(subject, worker, { report, index });
  }
  lintDefaultImages(subject, report);
  lintMixture(subject.admitted.workers, report);
}

function lintMatch(
  { profile }: ShootSubject,
  worker: WorkerSpec,
  { report, index }: { readonly report: Report; readonly index: number },
): void {
  const definitions = definitionsOf(profile.spec);
  const { type: typeName, image, architecture = defaultArchitecture } = worker.machine ?? {};
  const path = `${poolPath(index)}.machine`;
  const type = machineTypeOf(profile.spec, typeName);
  // profiles in Git may leave out what the API server fills in
  const ofType =
    type &&
    (architectureOfMachineType(type, definitions) ?? (definitions.length === 0 ? defaultArchitecture : undefined));
  if (ofType !== undefined && ofType !== architecture) {
    const message = `machine type ${typeName ?? ''} is ${ofType}, the pool is ${architecture}`;
    report.add(rule['OS-ARCH-MISMATCH'], `${path}.architecture`, { value: architecture, message, allowed: [ofType] });
  }
  const version = profile.spec.machineImages
    ?.find(({ name }) => name === image?.name)
    ?.versions?.find(entry => entry.version === image?.version);
  if (version === undefined) return;
  const offered = architecturesOfImageVersion(version, definitions);
  const allowed = offered.length > 0 ? offered : [defaultArchitecture];
  if (allowed.includes(architecture)) return;
  const message = `image ${image?.name ?? ''} ${image?.version ?? ''} has ${allowed.join(' and ')}, the pool is ${architecture}`;
  report.add(rule['OS-ARCH-MISMATCH'], `${path}.image`, {
    value: `${image?.name ?? ''} ${image?.version ?? ''}`,
    message,
    allowed,
  });
}

function lintDefaultImages({ admitted }: ShootSubject, report: Report): void {
  for (const { path, message } of admitted.problems) {
    if (!/^spec\.provider\.workers\[\d+\]$/.test(path)) continue;
    report.add(rule['OS-DEFAULT-IMAGE-TRAP'], `${path}.machine.image`, { effect: message });
  }
}

/** Taint keys that tell architectures apart. */
const separates = ({ key, effect }: NonNullable<WorkerSpec['taints']>[number]): boolean =>
  key !== undefined && (effect === 'NoSchedule' || effect === 'NoExecute');

function lintMixture(workers: readonly WorkerSpec[], report: Report): void {
  const of = (architecture: string): WorkerSpec[] =>
    workers.filter(({ machine }) => (machine?.architecture ?? defaultArchitecture) === architecture);
  const [first = [], second = []] = architectures.map(of);
  const isFree = (pools: readonly WorkerSpec[]): boolean => pools.some(({ taints = [] }) => !taints.some(separates));
  if (isFree(first) && isFree(second))
    report.add(rule['OS-MIXED-ARCH-UNTAINTED'], 'spec.provider.workers', {
      value: [...first, ...second].map(({ name }) => name),
    });
  const system = workers.filter(
    ({ systemComponents, maximum = 0 }) => systemComponents?.allow !== false && maximum > 0,
  );
  if (system.length > 0 && system.every(({ machine }) => machine?.architecture === 'arm64'))
    report.add(rule['OS-ARM-ONLY-SYSTEM-COMPONENTS'], 'spec.provider.workers', {
      value: system.map(({ name }) => name),
    });
}
