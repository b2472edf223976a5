import type { MatchResources } from '../../../imports/admissionregistration.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'POLICY-MUTATED-OPERATION': {
    reason: 'what is deleted cannot be changed',
    fix: 'remove DELETE from the operations',
  },
});

const operations = ['*', 'CONNECT', 'CREATE', 'UPDATE'];

/** The operations whose objects a policy changes; upstream leaves out of the path where they are. */
export function validateMutatedOperations(
  matched: Loose<MatchResources> | undefined,
  path: FieldPath,
  report: Report,
): void {
  for (const { operations: listed = [] } of matched?.resourceRules ?? [])
    for (const operation of listed)
      if (operation === 'DELETE')
        report.notSupported(
          rule['POLICY-MUTATED-OPERATION'],
          path.child('resourceRules', 'operations'),
          operation,
          operations,
        );
}
