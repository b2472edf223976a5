import type { CrossVersionObjectReference } from '../../../../imports/autoscaling/v2';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { pathSegmentProblems } from '../../meta/manifest-metadata';
import { requiredText } from '../../text-field';

const rule = ruleTable('kubernetes:pkg/apis/autoscaling/validation/validation.go v1.36', {
  'HPA-REFERENCE': 'an object is named by kind and name, which are parts of the path of a request',
  'HPA-REFERENCE-VERSION': {
    reason: 'an object is named with its API group and version',
    fix: 'write it as apps/v1',
  },
});

const syntax = { rule: rule['HPA-REFERENCE'], problems: pathSegmentProblems };
const validateKind = requiredText({ ...syntax, subject: 'the kind' });
const validateName = requiredText({ ...syntax, subject: 'the name' });

/** Where a reference lies, and whether it must name a group: the core group has nothing to scale but ReplicationControllers. */
export interface ReferenceScope {
  readonly path: FieldPath;
  readonly needsGroup: boolean;
}

/** The name of an object of the same namespace (`ValidateCrossVersionObjectReference`). */
export function validateReference(
  { kind, name, apiVersion = '' }: Loose<CrossVersionObjectReference>,
  { path, needsGroup }: ReferenceScope,
  report: Report,
): void {
  validateKind(kind, path.child('kind'), report);
  validateName(name, path.child('name'), report);
  const slashes = apiVersion.split('/').length - 1;
  // a lone slash is no version at all, and read as such
  const hasGroup = slashes === 1 && !apiVersion.startsWith('/');
  if (slashes > 1 || (needsGroup && !hasGroup))
    report.invalid(rule['HPA-REFERENCE-VERSION'], path.child('apiVersion'), apiVersion);
}
