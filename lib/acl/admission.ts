import { decodeProviderConfig } from './access-rule';
import { ruleProblem } from './rule-validation';
import type { ExtensionEntry, OperatorConfig } from './situation';

/** What the extension's admission webhook answers for a Shoot. */
export interface AdmissionVerdict {
  readonly allowed: boolean;
  readonly message?: string;
  /** Only the limit is reported with a field. */
  readonly field?: string;
}

/** Greatest number of ranges of a rule unless the operator says otherwise. */
export const defaultMaxCIDRs = 50;

/** The limit in force: the chart leaves a 0 out, so the webhook's own default returns. */
export function maxCIDRs({ maxAllowedCIDRs }: OperatorConfig): number {
  return maxAllowedCIDRs === undefined || maxAllowedCIDRs === 0 ? defaultMaxCIDRs : maxAllowedCIDRs;
}

/** Source: gardener-extension-acl:pkg/admission/validator/shoot.go. Only the first `acl` entry of a Shoot is looked at. */
export function admissionVerdict(entry: ExtensionEntry, operator: OperatorConfig): AdmissionVerdict {
  if (entry.disabled) return { allowed: true };
  const { rule, error } = decodeProviderConfig(entry.providerConfig);
  if (error !== undefined) return { allowed: false, message: `error decoding ACL extension spec: ${error}` };
  if (rule === undefined) return { allowed: true };
  const limit = maxCIDRs(operator);
  const problem = ruleProblem(rule, limit);
  if (problem === undefined) return { allowed: true };
  if (problem.tooMany === undefined) return { allowed: false, message: problem.error };
  const field = `spec.extensions[${entry.index}].providerConfig.rule.cidrs`;
  const message = `${problem.error}: ${field}: Too many: ${rule.cidrs.length}: must have at most ${limit} items`;
  return { allowed: false, message, field };
}
