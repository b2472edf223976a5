import type { Finding } from '../../core/finding';
import { displayName, groupOf, type KubernetesObject } from '../../core/object';
import { isTrueText } from '../../core/truth';
import { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { confirmationAnnotation, isKeptOnPrune, needsConfirmation } from '../deletion';
import { scheduledSeed } from '../scheduled-seed';
import { located } from './located';

const rule = ruleTable('gardener:plugin/pkg/global/deletionconfirmation/admission.go v1.150', {
  'OBJ-UNCONFIRMED': {
    severity: 'warning',
    reason: `Gardener refuses to delete the object while it lacks the annotation ${confirmationAnnotation}: "true"`,
    fix: 'add the annotation in a commit of its own first, or keep the manifest',
  },
  'SEED-REMOVED-IN-USE': {
    severity: 'warning',
    reason: 'Gardener refuses to delete a seed while Shoots run there',
    fix: 'keep the manifest until no Shoot is left',
    source: 'gardener:plugin/pkg/seed/validator, plugin/pkg/managedseed/shoot v1.150',
  },
});

/** The rules about objects that leave a tree. */
export const removalRules = Object.values(rule);

/**
 * Objects that leave the tree and whose deletion would be refused: warnings, because a tree does not tell whether somebody deletes them.
 * What Flux keeps is left out.
 */
export function* compareRemovals(before: View, after: View): Iterable<Finding> {
  for (const entry of before.objects) {
    const { object } = entry;
    if (entry.malformed === true || isKeptOnPrune(object) || isIn(after, object)) continue;
    const report = new Report();
    const confirmed = isTrueText(object.metadata.annotations?.[confirmationAnnotation] ?? '');
    if (needsConfirmation(object) && !confirmed) report.forbidden(rule['OBJ-UNCONFIRMED'], '');
    if (isSeed(object)) checkUse(entry, after, report);
    for (const finding of report.findings) yield located(entry, finding);
  }
}

function isIn(view: View, { apiVersion, kind, metadata }: KubernetesObject): boolean {
  return view.find(groupOf(apiVersion), kind, metadata.namespace, metadata.name ?? '') !== undefined;
}

function isSeed({ apiVersion, kind }: KubernetesObject): boolean {
  const id = `${groupOf(apiVersion)}/${kind}`;
  return id === 'core.gardener.cloud/Seed' || id === 'seedmanagement.gardener.cloud/ManagedSeed';
}

function checkUse({ object }: ViewObject, after: View, report: Report): void {
  const shoots = after
    .ofKind('core.gardener.cloud', 'Shoot')
    .filter(entry => scheduledSeed(after, entry) === object.metadata.name)
    .map(({ object: { kind, metadata } }) => {
      const { namespace, name = '' } = metadata;
      return displayName({ kind, name, ...(namespace !== undefined && { namespace }) });
    });
  if (shoots.length === 0) return;
  const more = shoots.length > 3 ? ` and ${shoots.length - 3} more` : '';
  const message = `Gardener refuses to delete the seed while it is used by ${shoots.slice(0, 3).join(', ')}${more}`;
  report.forbidden(rule['SEED-REMOVED-IN-USE'], '', { value: shoots, message });
}
