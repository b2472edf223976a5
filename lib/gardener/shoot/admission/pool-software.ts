import type { KubeletConfig } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { memoize } from '../../../core/memo';
import { Quantity } from '../../../core/quantity';
import { Version } from '../../../core/version';
import { Constraint } from '../../../core/version-constraint';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { findImageVersion, findMachineType } from './catalog';
import type { PoolChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150', {
  'SHOOT-IMAGE-CRI': {
    reason: 'the machine image does not support this container runtime interface',
    fix: 'choose one that it has',
  },
  'SHOOT-IMAGE-RUNTIME': {
    reason: 'the machine image does not support this container runtime',
    fix: 'choose one that it has',
  },
  'SHOOT-IMAGE-KUBELET': {
    reason: 'the machine image does not support the Kubernetes version of the pool',
    fix: 'choose another image version or another Kubernetes version',
  },
  'SHOOT-RESERVED-ALL': {
    reason: 'kubeReserved takes all that a machine of this type has',
    fix: 'reserve less, or choose a larger machine type',
  },
});

/** The rules about what runs on the machines of a pool. */
export const poolSoftwareRules = Object.values(rule);

const quantityOf = memoize(text => Quantity.parse(text));
const constraintOf: (text: string) => Constraint | undefined = memoize(text => Constraint.parse(text));

/** Container runtimes and kubelet are supported by the image. */
export function validateRuntime(pool: PoolChange, report: Report): void {
  const { worker, stored, shoot, profile, path } = pool;
  const image = worker.machine?.image;
  const version = findImageVersion(profile, image);
  if (version === undefined) return;
  const unchanged = semanticEqual(worker.cri, stored?.cri) && semanticEqual(image, stored?.machine?.image);
  if (worker.cri !== undefined && !unchanged) validateCri(pool, version.cri ?? [], report);
  const kubelet = Version.parse(worker.kubernetes?.version ?? shoot.spec?.kubernetes?.version ?? '');
  const wanted = version.kubeletVersionConstraint;
  if (kubelet === undefined || wanted === undefined || constraintOf(wanted)?.allows(kubelet) !== false) return;
  const message = `the machine image supports Kubernetes ${wanted}, the pool has ${kubelet.toString()}`;
  report.invalid(rule['SHOOT-IMAGE-KUBELET'], path.child('machine', 'image'), image, { message });
}

interface OfferedCri {
  readonly name?: string | undefined;
  readonly containerRuntimes?: readonly { readonly type?: string | undefined }[] | undefined;
}

function validateCri({ worker, path }: PoolChange, offered: readonly OfferedCri[], report: Report): void {
  const { name = '', containerRuntimes = [] } = worker.cri ?? {};
  const place = path.child('cri');
  const cri = offered.find(candidate => candidate.name === name);
  if (cri === undefined) {
    const allowed = offered.map(candidate => candidate.name ?? '');
    return report.invalid(rule['SHOOT-IMAGE-CRI'], place.child('name'), name, { allowed });
  }
  const allowed = (cri.containerRuntimes ?? []).map(({ type = '' }) => type);
  for (const [index, { type = '' }] of containerRuntimes.entries())
    if (!allowed.includes(type))
      report.invalid(rule['SHOOT-IMAGE-RUNTIME'], place.child('containerRuntimes').index(index).child('type'), type, {
        allowed,
      });
}

/** What the kubelet reserves leaves something of the machine. */
export function validateReserved(
  { worker, profile, path }: PoolChange,
  kubelet: Loose<KubeletConfig> | undefined,
  report: Report,
): void {
  const machine = findMachineType(profile, worker.machine?.type);
  if (kubelet === undefined || machine === undefined) return;
  for (const resource of ['cpu', 'memory'] as const) {
    const reserved = quantityOf(String(kubelet.kubeReserved?.[resource] ?? '0'));
    const capacity = quantityOf(String(machine[resource] ?? '0'));
    if (!reserved || !capacity || reserved.compare(capacity) < 0) continue;
    const message = `kubeReserved takes ${reserved.toString()} of ${resource}, a machine of type ${machine.name ?? ''} has ${capacity.toString()}`;
    report.invalid(rule['SHOOT-RESERVED-ALL'], path.child('kubernetes', 'kubelet'), reserved.toString(), { message });
  }
}
