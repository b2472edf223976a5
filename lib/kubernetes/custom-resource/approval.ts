import type { CustomResourceDefinition } from '../../../imports/apiextensions.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import { parseGoUrl } from '../../core/go-url';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const annotation = 'api-approved.kubernetes.io';

const rule = ruleTable('apiextensions-apiserver:pkg/apihelpers/helpers.go v0.36', {
  'CRD-APPROVAL': {
    reason: 'the groups k8s.io and kubernetes.io belong to the community, which approves their kinds',
    fix: `set the annotation ${annotation} to the address of the approval or to "unapproved, ...", or choose a group of your own`,
  },
});

/** A kind of a group of the community says where it was approved, or that it was not (`validateAPIApproval`). */
export function validateApproval({ metadata, spec }: Loose<CustomResourceDefinition>, report: Report): void {
  if (!/(?:^|\.)(?:k8s|kubernetes)\.io$/.test(spec?.group ?? '')) return;
  const approval = metadata?.annotations?.[annotation] ?? '';
  const path = FieldPath.of('metadata', 'annotations').key(annotation);
  if (approval === '') report.required(rule['CRD-APPROVAL'], path);
  else if (!approval.startsWith('unapproved') && !isAddress(approval))
    report.invalid(rule['CRD-APPROVAL'], path, approval);
}

/** An absolute URL, as a request has it. */
function isAddress(text: string): boolean {
  const url = parseGoUrl(text);
  return typeof url === 'object' && url.scheme !== '' && url.host !== '';
}
