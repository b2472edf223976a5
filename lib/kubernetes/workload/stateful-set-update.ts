import type { StatefulSetSpec } from '../../../imports/apps/v1';
import type { EmbeddedPersistentVolumeClaim } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { semanticEqual } from '../meta/semantic-equal';
import { claimDefaults } from '../pod/pod-defaults';
import { storedForm } from '../stored-form';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'STATEFULSET-IMMUTABLE': {
    reason: 'selector, service, claims and the order of starts of a StatefulSet never change',
    fix: 'delete the StatefulSet without its pods (kubectl delete --cascade=orphan), then apply the new one',
  },
});

const fixed = ['selector', 'serviceName', 'volumeClaimTemplates', 'podManagementPolicy'] as const;
const defaults = { podManagementPolicy: 'OrderedReady' };

/** What may not change in a StatefulSet; upstream reports the spec as a whole. */
export function validateStatefulSetUpdate(
  next: Loose<StatefulSetSpec>,
  old: Loose<StatefulSetSpec>,
  report: Report,
): void {
  const [after, before] = [fixedFields(next), fixedFields(old)];
  const changed = fixed.filter(field => !semanticEqual(after[field], before[field]));
  if (changed.length > 0)
    report.forbidden(rule['STATEFULSET-IMMUTABLE'], FieldPath.of('spec'), {
      message: `${changed.join(', ')} of a StatefulSet never change${changed.length === 1 ? 's' : ''}`,
    });
}

function fixedFields(spec: Loose<StatefulSetSpec>): Readonly<Record<string, unknown>> {
  const claims = spec.volumeClaimTemplates?.map(claim => [storedForm(claim, claimDefaults), hasClass(claim)]);
  return { ...(storedForm(spec, defaults) as Loose<StatefulSetSpec>), volumeClaimTemplates: claims };
}

/** An empty class asks for a volume without one; no class asks for the default one. */
function hasClass({ spec }: Loose<EmbeddedPersistentVolumeClaim>): boolean {
  return spec?.storageClassName !== undefined;
}
