import type { DNS, Networking } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { validateImmutable } from '../../../../kubernetes/meta/immutable';
import { semanticEqual } from '../../../../kubernetes/meta/semantic-equal';
import { primaryProvider } from '../dns';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-UPDATE-DNS-REMOVED': { reason: 'the DNS configuration stays', fix: 'put dns back' },
  'SHOOT-UPDATE-DOMAIN': { reason: 'the domain of a Shoot never changes', fix: 'create a new Shoot' },
  'SHOOT-UPDATE-PRIMARY': 'the primary DNS provider of a Shoot that runs stays, and so does its type',
  'SHOOT-UPDATE-NETWORK-REMOVED': { reason: 'the network configuration stays', fix: 'put networking back' },
  'SHOOT-UPDATE-NETWORK': { reason: 'the network of a Shoot never changes', fix: 'create a new Shoot' },
  'SHOOT-UPDATE-FAMILIES': 'IP families change between IPv4 alone and IPv4 with IPv6, and in no other way',
});

/** The rules about changes of networks and DNS. */
export const updateNetworkRules = Object.values(rule);

/** A change of a part. */
export interface Change<T> {
  readonly next: Loose<T> | undefined;
  readonly old: Loose<T> | undefined;
}

/** Changes of DNS; `path` is its configuration. */
export function validateDnsUpdate(
  { next, old }: Change<DNS>,
  scheduled: boolean,
  path: FieldPath,
  report: Report,
): void {
  if (old === undefined) return;
  if (next === undefined) return report.invalid(rule['SHOOT-UPDATE-DNS-REMOVED'], path, undefined);
  const domain = { next: next.domain, old: old.domain, path: path.child('domain') };
  if (old.domain !== undefined) validateImmutable(rule['SHOOT-UPDATE-DOMAIN'], domain, report);
  if (scheduled) validatePrimaryUpdate(next, old, path.child('providers'), report);
}

function validatePrimaryUpdate(next: Loose<DNS>, old: Loose<DNS>, path: FieldPath, report: Report): void {
  const [primary, stored] = [primaryProvider(next.providers), primaryProvider(old.providers)];
  if (stored === undefined) return;
  const removed = primary === undefined || (stored.type !== undefined && primary.type === undefined);
  const changed = stored.type !== undefined && primary?.type !== undefined && primary.type !== stored.type;
  if (removed || changed) report.forbidden(rule['SHOOT-UPDATE-PRIMARY'], path, { value: primary?.type });
}

/** Changes of the network; `path` is its configuration. */
export function validateNetworkingUpdate({ next, old }: Change<Networking>, path: FieldPath, report: Report): void {
  if (old === undefined) return;
  if (next === undefined) return report.forbidden(rule['SHOOT-UPDATE-NETWORK-REMOVED'], path);
  for (const field of ['type', 'pods', 'services'] as const) {
    // ranges that admission has not yet filled in may be added
    if (field !== 'type' && old[field] === undefined) continue;
    const change = { next: next[field], old: old[field], path: path.child(field) };
    validateImmutable(rule['SHOOT-UPDATE-NETWORK'], change, report);
  }
  const [families, stored] = [next.ipFamilies ?? [], old.ipFamilies ?? []];
  if (semanticEqual(families, stored) || isMigration(families, stored)) return;
  const message = `IP families do not change from ${stored.join(', ')} to ${families.join(', ')}`;
  report.forbidden(rule['SHOOT-UPDATE-FAMILIES'], path.child('ipFamilies'), { value: families, message });
}

/** From IPv4 to both, or back. */
function isMigration(a: readonly string[], b: readonly string[]): boolean {
  const kinds = [a.join(), b.join()].sort();
  return kinds[0] === 'IPv4' && kinds[1] === 'IPv4,IPv6';
}
