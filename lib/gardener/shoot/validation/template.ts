import type { ShootTemplate } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ValidationContext } from '../../validation-context';
import { validateImmutable } from '../../../kubernetes/meta/immutable';
import { validateAnnotations, validateLabels } from '../../../kubernetes/meta/labels';
import { validateShootSpec } from './spec';
import { keepsIssuers } from './update/shoot';
import { validateShootSpecUpdate } from './update/spec';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateShootTemplateUpdate)', {
  'SHOOT-TEMPLATE-UPDATE-NODES': 'the node range of a template never changes',
});

/** The rules about templates of Shoots alone. */
export const shootTemplateRules = Object.values(rule);

/**
 * The template of a ManagedSeedSet's Shoots, which the API server stores without defaults; `path` is the template, `old` the stored one
 * of an update (`ValidateShootTemplate`).
 */
export function validateShootTemplate(
  { metadata = {}, spec = {} }: Loose<ShootTemplate>,
  path: FieldPath,
  report: Report,
  _context: ValidationContext,
  old?: Loose<ShootTemplate>,
): void {
  validateLabels(metadata.labels, path.child('metadata', 'labels'), report);
  validateAnnotations(metadata.annotations, path.child('metadata', 'annotations'), report);
  const unchangedIssuers = old !== undefined && keepsIssuers(spec, old.spec ?? {});
  // upstream does not pass on the option that would allow the addon
  const place = { path: path.child('spec'), inTemplate: true, unchangedIssuers, nginxAllowed: false };
  validateShootSpec({ metadata, spec }, place, report);
}

/** A changed template of Shoots; `path` is the template (`ValidateShootTemplateUpdate`). */
export function validateShootTemplateUpdate(
  next: Loose<ShootTemplate>,
  old: Loose<ShootTemplate>,
  path: FieldPath,
  report: Report,
  context: ValidationContext,
): void {
  const deleting = next.metadata?.deletionTimestamp !== undefined;
  const place = path.child('spec');
  validateShootSpecUpdate({ next: next.spec ?? {}, old: old.spec ?? {}, deleting }, context, place, report);
  const nodes = { next: next.spec?.networking?.nodes, old: old.spec?.networking?.nodes };
  if (nodes.old === undefined) return;
  const change = { ...nodes, path: place.child('networking', 'nodes') };
  validateImmutable(rule['SHOOT-TEMPLATE-UPDATE-NODES'], change, report);
}
