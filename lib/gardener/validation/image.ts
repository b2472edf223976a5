import type { Image } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/seedmanagement/validation/managedseed.go v1.150', {
  'GARDENLET-IMAGE-REF-EMPTY': { reason: 'an image ref that is given must not be empty', fix: 'remove ref or fill it' },
  'GARDENLET-IMAGE-REPOSITORY-EMPTY': {
    reason: 'an image repository that is given must not be empty',
    fix: 'remove repository or fill it',
  },
  'GARDENLET-IMAGE-TAG-EMPTY': { reason: 'an image tag that is given must not be empty', fix: 'remove tag or fill it' },
  'GL-02': {
    reason: 'an image is named either by ref or by repository and tag',
    fix: 'keep ref, or keep repository and tag',
  },
  'GL-04': 'the pull policy must be one that Kubernetes knows',
});

/** The rules about the image of a gardenlet. */
export const imageRules = Object.values(rule);

const pullPolicies = ['Always', 'IfNotPresent', 'Never'];
const emptyRules = {
  ref: rule['GARDENLET-IMAGE-REF-EMPTY'],
  repository: rule['GARDENLET-IMAGE-REPOSITORY-EMPTY'],
  tag: rule['GARDENLET-IMAGE-TAG-EMPTY'],
};

/** Which fields of an image may be set, and together. */
export function validateImage(image: Loose<Image>, path: FieldPath, report: Report): void {
  for (const field of ['ref', 'repository', 'tag'] as const) {
    if (image[field] === '') report.invalid(emptyRules[field], path.child(field), '');
  }
  const { ref, repository, tag, pullPolicy } = image;
  if (ref !== undefined && (repository !== undefined || tag !== undefined))
    report.forbidden(rule['GL-02'], path, { value: ref });
  if (pullPolicy !== undefined && !pullPolicies.includes(pullPolicy))
    report.notSupported(rule['GL-04'], path.child('pullPolicy'), pullPolicy, pullPolicies);
}
