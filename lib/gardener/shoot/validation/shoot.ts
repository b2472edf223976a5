import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123LabelProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ValidationContext } from '../../validation-context';
import { validateObjectMeta } from '../../../kubernetes/meta/object-meta';
import { isInPlace } from '../defaults/workers';
import { validateHighAvailability } from './control-plane';
import { validateForceDeletion, validateNewFinalizers } from './lifecycle';
import { validateOperations } from './operations';
import { isGateOn, specPath, type SpecPlace } from './scope';
import { validateShootSpec } from './spec';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-NAME-HYPHENS': {
    reason:
      'the name of a Shoot has no two hyphens in a row, which separate the parts of names that Gardener makes of it',
    fix: 'choose another name',
    source: 'gardener:pkg/api/core/validation/utils.go v1.150 (validateNameConsecutiveHyphens)',
  },
  'SHOOT-IN-PLACE-OFF': {
    reason: 'this landscape does not offer updates in place (feature gate InPlaceNodeUpdates)',
    fix: 'set updateStrategy: AutoRollingUpdate',
  },
});

/** The rules about Shoots that no table of a part holds. */
export const shootRules = Object.values(rule);

const metadataPath = FieldPath.of('metadata');

/** A new Shoot with its defaults: everything that one object tells. */
export function validateShoot(shoot: Loose<Shoot>, report: Report, context: ValidationContext): void {
  const place = { path: specPath, inTemplate: false, unchangedIssuers: false };
  validateStoredShoot(shoot, { ...place, nginxAllowed: !isGateOn(context, 'DisableNginxIngressInShoot') }, report);
  validateForceDeletion(shoot, undefined, report);
  validateNewFinalizers(shoot.metadata?.finalizers, report);
  if (isGateOn(context, 'InPlaceNodeUpdates')) return;
  for (const [index, worker] of (shoot.spec?.provider?.workers ?? []).entries()) {
    const path = specPath.child('provider', 'workers').index(index).child('updateStrategy');
    if (isInPlace(worker)) report.invalid(rule['SHOOT-IN-PLACE-OFF'], path, worker.updateStrategy);
  }
}

/** What holds for every Shoot, new or changed (`ValidateShootWithOpts`). */
export function validateStoredShoot(shoot: Loose<Shoot>, place: SpecPlace, report: Report): void {
  const { metadata, spec = {} } = shoot;
  const scope = { namespaced: true, nameProblems: dns1123LabelProblems, path: metadataPath };
  validateObjectMeta(metadata, scope, report);
  if (metadata?.name?.includes('--') === true)
    report.invalid(rule['SHOOT-NAME-HYPHENS'], metadataPath.child('name'), metadata.name);
  validateOperations(shoot, report);
  validateShootSpec(shoot, place, report);
  validateHighAvailability(spec, specPath.child('controlPlane'), report);
}
