import { Cidr } from '../core/cidr';
import { lowerCase, type AccessRule } from './access-rule';

/** Why the extension refuses a rule, and the field that is to blame. */
export interface RuleProblem {
  readonly field: 'rule' | 'rule.action' | 'rule.type' | 'rule.cidrs';
  /** The extension's own words. */
  readonly error: string;
  /** Reported as a field error by the webhook; all others come without a path. */
  readonly tooMany?: true;
}

/** Accepted actions, whatever their letter case. */
export const actions = ['ALLOW', 'DENY'] as const;
/** Accepted types, whatever their letter case. */
export const types = ['remote_ip', 'source_ip', 'direct_remote_ip'] as const;

/**
 * The first problem of a rule, in the order of the extension; its webhook and its controller share this check.
 * `limit` is the greatest number of ranges; 0 and below is no limit, which is what the controller uses.
 * Source: gardener-extension-acl:pkg/controller/actuator.go (ValidateExtensionSpec).
 */
export function ruleProblem(rule: AccessRule | undefined, limit: number): RuleProblem | undefined {
  if (rule === undefined) return { field: 'rule', error: 'rule must be present' };
  if (!actions.some(action => action.toLowerCase() === rule.action.toLowerCase())) {
    return { field: 'rule.action', error: "action must either be 'ALLOW' or 'DENY'" };
  }
  if (!types.some(type => type === lowerCase(rule.type))) {
    return { field: 'rule.type', error: "type must either be 'direct_remote_ip', 'remote_ip' or 'source_ip'" };
  }
  if (rule.cidrs.length === 0) return { field: 'rule.cidrs', error: 'CIDRs must not be empty' };
  if (limit > 0 && rule.cidrs.length > limit) {
    return { field: 'rule.cidrs', error: 'number of CIDRs exceeds the maximum allowed', tooMany: true };
  }
  const broken = rule.cidrs.find(cidr => Cidr.parse(cidr) === undefined);
  return broken === undefined ? undefined : { field: 'rule.cidrs', error: `invalid CIDR address: ${broken}` };
}
