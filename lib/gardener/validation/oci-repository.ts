import type { OCIRepository } from '../../../imports/core.gardener.cloud/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/controllerdeployment.go v1.150', {
  'OCI-SOURCE': {
    reason: 'a Helm chart in an OCI registry is named by ref, or by repository with a tag or a digest',
    fix: 'set ref, or set repository and tag',
  },
  'GL-03': {
    reason: 'ref names repository, tag and digest at once and excludes the three fields',
    fix: 'keep either ref or the separate fields',
  },
  'OCI-VERSION': { reason: 'a repository needs a tag or a digest beside it', fix: 'set tag or digest' },
  'OCI-DIGEST': {
    reason: 'a digest begins with "sha256:"',
    fix: 'write "sha256:" and 64 hexadecimal digits, as the registry prints it',
  },
});

/** The rules about charts in OCI registries. */
export const ociRepositoryRules = Object.values(rule);

/** Which fields may stand together. The references themselves are parsed only when the chart is pulled (`ValidateOCIRepository`). */
export function validateOCIRepository(oci: Loose<OCIRepository> | undefined, path: FieldPath, report: Report): void {
  if (oci === undefined) return;
  const { ref, repository = '', tag = '', digest } = oci;
  if ((ref ?? '') === '' && repository === '') return report.required(rule['OCI-SOURCE'], path);
  if (ref !== undefined) return validateAloneWithRef(oci, path, report);
  if (tag === '' && (digest ?? '') === '') report.required(rule['OCI-VERSION'], path);
  if (digest !== undefined && !digest.startsWith('sha256:'))
    report.invalid(rule['OCI-DIGEST'], path.child('digest'), digest);
}

function validateAloneWithRef(oci: Loose<OCIRepository>, path: FieldPath, report: Report): void {
  for (const field of ['repository', 'tag', 'digest'] as const) {
    const value = oci[field] ?? '';
    if (value !== '')
      report.forbidden(rule['GL-03'], path.child(field), { value, message: `${field} cannot stand beside ref` });
  }
}
