import type { StatefulSetPersistentVolumeClaimRetentionPolicy, StatefulSetSpec } from '../../../imports/apps/v1';
import type { PodTemplateSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import { fieldChecks } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { PodScope } from '../pod/pod-spec';
import { validateClaimSpec } from '../storage/claim-spec';
import { requiredText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'STATEFULSET-CLAIM-RETENTION': 'claims are kept (Retain) or deleted (Delete) with their pods',
  'STATEFULSET-CLAIM-NAME': {
    reason: 'the template of a claim has the name of a volume of every pod, a DNS label',
    fix: 'set metadata.name to what the mounts call it',
  },
});

const retention = { rule: rule['STATEFULSET-CLAIM-RETENTION'], allowed: ['Delete', 'Retain'] };
const validateRetention = fieldChecks<StatefulSetPersistentVolumeClaimRetentionPolicy>({
  whenDeleted: retention,
  whenScaled: retention,
});
const validateName = requiredText({
  rule: rule['STATEFULSET-CLAIM-NAME'],
  subject: 'the name of a claim',
  problems: dns1123LabelProblems,
});

/** The claims that every pod of a StatefulSet gets, and what becomes of them. An empty policy is the default one. */
export function validateClaims(spec: Loose<StatefulSetSpec>, path: FieldPath, report: Report): void {
  const { whenDeleted, whenScaled } = spec.persistentVolumeClaimRetentionPolicy ?? {};
  const policy = { whenDeleted: whenDeleted || undefined, whenScaled: whenScaled || undefined };
  validateRetention(policy, path.child('persistentVolumeClaimRetentionPolicy'), report);
  for (const [index, { metadata, spec: claim }] of (spec.volumeClaimTemplates ?? []).entries()) {
    const claimPath = path.child('volumeClaimTemplates').index(index);
    validateName(metadata?.name, claimPath.child('metadata', 'name'), report);
    validateClaimSpec(claim, claimPath.child('spec'), report);
  }
}

/**
 * The template as the controller makes pods of it: host name and subdomain are its own, and a claim stands in for a volume of the
 * same name.
 */
export function withClaims(
  { template, volumeClaimTemplates = [] }: Loose<StatefulSetSpec>,
  path: FieldPath,
): readonly [Loose<PodTemplateSpec> | undefined, Omit<PodScope, 'pod'>] {
  if (template === undefined) return [template, { path }];
  const claims = volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? '').filter(name => name !== '');
  const { hostname: _hostname, subdomain: _subdomain, volumes = [], ...spec } = template.spec ?? {};
  const stood = volumes.map(volume =>
    claims.includes(volume.name ?? '') ? { name: volume.name, emptyDir: {} } : volume,
  );
  const names = new Set(volumes.map(({ name }) => name));
  const scope = { path, claims: claims.filter(claim => !names.has(claim)) };
  return [{ ...template, spec: { ...spec, volumes: stood } }, scope];
}
