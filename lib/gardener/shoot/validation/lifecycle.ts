import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import {
  errorCodesAllowingForceDeletion,
  finalizersForbiddenOnCreation,
} from '../../../../imports/tables/shoot-operations';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { isTrueText } from '../../../core/truth';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-FINALIZER': { reason: 'Gardener sets this finalizer itself', fix: 'remove it from the manifest' },
  'SHOOT-FORCE-DELETION-REMOVED': 'the confirmation of a forced deletion cannot be taken back',
  'SHOOT-FORCE-DELETION-EARLY': {
    reason: 'a forced deletion is confirmed after the Shoot was deleted',
    fix: 'delete the Shoot first',
  },
  'SHOOT-FORCE-DELETION-ERROR': {
    reason: 'a forced deletion is for Shoots whose deletion fails with an error that only a user can solve',
    fix: 'look at lastErrors in the status',
  },
});

/** The rules about the beginning and the end of Shoots. */
export const lifecycleRules = Object.values(rule);

const forceDeletion = 'confirmation.gardener.cloud/force-deletion';

/** Finalizers of a new Shoot. */
export function validateNewFinalizers(finalizers: readonly string[] = [], report: Report): void {
  for (const [index, finalizer] of finalizers.entries())
    if (finalizersForbiddenOnCreation.includes(finalizer))
      report.forbidden(rule['SHOOT-FINALIZER'], FieldPath.of('metadata', 'finalizers').index(index), {
        value: finalizer,
      });
}

/** The confirmation that a Shoot may be deleted whatever is left of it; `old` is the stored Shoot of an update. */
export function validateForceDeletion(next: Loose<Shoot>, old: Loose<Shoot> | undefined, report: Report): void {
  const [before, now] = [old !== undefined && isForced(old), isForced(next)];
  const path = FieldPath.of('metadata', 'annotations').key(forceDeletion);
  if (before && !now) report.forbidden(rule['SHOOT-FORCE-DELETION-REMOVED'], path);
  if (before || !now) return;
  if (next.metadata?.deletionTimestamp === undefined) report.forbidden(rule['SHOOT-FORCE-DELETION-EARLY'], path);
  const codes = (next.status?.lastErrors ?? []).flatMap(error => error.codes ?? []);
  if (!codes.some(code => errorCodesAllowingForceDeletion.includes(code)))
    report.forbidden(rule['SHOOT-FORCE-DELETION-ERROR'], path, { allowed: errorCodesAllowingForceDeletion });
}

function isForced({ metadata }: Loose<Shoot>): boolean {
  return isTrueText(metadata?.annotations?.[forceDeletion]);
}
