import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Finding } from '../../core/finding';
import type { Loose } from '../../core/loose';
import type { KubernetesObject } from '../../core/object';
import { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { contextOf } from '../context';
import { filledByAdmission, withNamespace } from '../validation-check';
import { admitShoot, fillShoot } from './admission/admit';
import { isRefused, type ShootChange } from './admission/change';
import { shootAdmissionRules } from './admission/rules';
import { shootWorld } from './admission/world';
import { defaultShoot } from './defaults/shoot';
import { validateShoot } from './validation/shoot';

/**
 * Shoots of a tree, as the API server judges them when they are created: completed from what they refer to, validated, and compared
 * with it. What depends on an object that is not in the tree is not checked.
 */
export const shootCheck: Check = {
  rules: shootAdmissionRules,
  kinds: ['core.gardener.cloud/Shoot'],
  object({ object, cluster }: ViewObject, report: Report, view: View): void {
    const shoot = object as Loose<Shoot>;
    const own = new Report();
    const change = fillShoot(shoot, undefined, shootWorld(view, cluster), own);
    const valid = validate(change?.shoot ?? defaultShoot(shoot), { change, view }, own);
    if (valid && change !== undefined) admitShoot(change, own, contextOf(view));
    report.findings.push(...own.findings.map(forExisting));
  },
};

interface Judged {
  readonly change: ShootChange | undefined;
  readonly view: View;
}

/** Validates the Shoot as such; where its profile is not known, what admission takes from there is not missed. */
function validate(shoot: Loose<Shoot>, { change, view }: Judged, report: Report): boolean {
  const before = report.findings.length;
  const own = new Report();
  const object = shoot as unknown as KubernetesObject;
  validateShoot((view.complete ? object : withNamespace(object)) as Loose<Shoot>, own, contextOf(view));
  const isCompleted = change?.relatives.profile !== undefined;
  for (const finding of own.findings)
    if (isCompleted || finding.type !== 'required' || !filledByAdmission.test(finding.path))
      report.findings.push(finding);
  return !isRefused(report, before);
}

/** What is refused only for new Shoots and new pools. */
const onlyForNew: ReadonlySet<string> = new Set([
  'SHOOT-KUBERNETES-EXPIRED',
  'SHOOT-IMAGE-EXPIRED',
  'SHOOT-MACHINE-UNUSABLE',
  'SHOOT-MACHINE-ZONE',
  'SHOOT-VOLUME-UNUSABLE',
  'SHOOT-VOLUME-ZONE',
  'SHOOT-SEED-FULL',
  'SHOOT-SEED-DELETING',
  'SHOOT-PROJECT-DELETING',
]);

const effect = 'something new is refused because of this; what exists already may keep it';

/** A tree does not tell whether its Shoots exist already. */
function forExisting(finding: Finding): Finding {
  return onlyForNew.has(finding.rule) ? { ...finding, severity: 'warning', effect } : finding;
}
