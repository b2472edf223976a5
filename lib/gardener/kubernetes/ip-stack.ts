/** Which IP families a cluster uses. */
export type IPStack = 'IPv4' | 'IPv6' | 'dual' | 'unknown';

/** The stack that a list of IP families means; no list is IPv4 (gardener:pkg/apis/core/v1beta1/types_utils.go v1.150). */
export function stackOf(ipFamilies: readonly string[] | undefined): IPStack {
  if (ipFamilies === undefined || ipFamilies.length === 0) return 'IPv4';
  if (ipFamilies.length === 1) return ipFamilies[0] === 'IPv4' || ipFamilies[0] === 'IPv6' ? ipFamilies[0] : 'unknown';
  return ipFamilies.includes('IPv4') && ipFamilies.includes('IPv6') ? 'dual' : 'unknown';
}
