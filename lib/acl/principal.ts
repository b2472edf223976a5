import { lowerCase, type AccessRule } from './access-rule';
import type { AddressKind, Principal } from './envoy-filter';
import { readCidr } from './written-cidr';

/**
 * The principals of the extension's filters: the rule's ranges as written, then, only if the action is literally `ALLOW`, the
 * always-allowed ones. Duplicates and host bits stay; what cannot be read is dropped without a word.
 * Source: gardener-extension-acl:pkg/envoyfilters/envoyfilters.go (ruleCIDRsToPrincipal).
 */
export function upstreamPrincipals(rule: AccessRule, alwaysAllowed: readonly string[]): Principal[] {
  const own = principals(rule.cidrs, lowerCase(rule.type) as AddressKind);
  return rule.action === 'ALLOW' ? [...own, ...principals(alwaysAllowed, 'remote_ip')] : own;
}

function principals(cidrs: readonly string[], kind: AddressKind): Principal[] {
  return cidrs.flatMap(text => {
    const cidr = readCidr(text);
    return cidr === undefined ? [] : [{ [kind]: { address_prefix: cidr.address, prefix_len: cidr.length } }];
  });
}
