import type { StatefulSetSpec } from '../../../imports/apps/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { semanticEqual } from '../meta/semantic-equal';
import { storedForm } from './stored-form';
import { claimDefaults } from './template-defaults';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'STATEFULSET-IMMUTABLE': {
    reason: 'selector, service, claims and the order of starts of a StatefulSet never change',
    fix: 'delete the StatefulSet without its pods (kubectl delete --cascade=orphan), then apply the new one',
  },
});

const fixed = ['selector', 'serviceName', 'volumeClaimTemplates', 'podManagementPolicy'] as const;
const defaults = { podManagementPolicy: 'OrderedReady', volumeClaimTemplates: claimDefaults };

/** What may not change in a StatefulSet; upstream reports the spec as a whole. */
export function validateStatefulSetUpdate(
  next: Loose<StatefulSetSpec>,
  old: Loose<StatefulSetSpec>,
  report: Report,
): void {
  const [nextStored, oldStored] = [next, old].map(spec => storedForm(spec, defaults) as Loose<StatefulSetSpec>);
  const changed = fixed.filter(field => !semanticEqual(nextStored?.[field], oldStored?.[field]));
  if (changed.length > 0)
    report.forbidden(rule['STATEFULSET-IMMUTABLE'], FieldPath.of('spec'), {
      message: `${changed.join(', ')} of a StatefulSet never change${changed.length === 1 ? 's' : ''}`,
    });
}
