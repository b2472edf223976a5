// Trees in which one thing changes.
import { listsOf } from '../../../lib/acl/access-lists';
import { renderAggregated } from '../../../lib/acl/hardened/aggregate';
import { renderHardened, type HardenedOptions, type ProtectedShoot } from '../../../lib/acl/hardened/render';
import { acl } from '../../../lib/acl/topic';
import type { Finding } from '../../../lib/core/finding';
import { situation, type Changes } from '../situations';
import { facts, tree, type TreeObject } from '../tree';

/** An access rule of 185.1.1.0/24 and 185.1.2.0/24, or what differs from it. */
export const rule = (changes: object = {}): object => ({
  action: 'ALLOW',
  type: 'remote_ip',
  cidrs: ['185.1.1.0/24', '185.1.2.0/24'],
  ...changes,
});

type Known = Parameters<typeof facts>[0];

/** What the topic says about a change. */
export function compare(
  before: readonly TreeObject[],
  after: readonly TreeObject[],
  known: Known = {},
  knownAfter: Known = known,
): readonly Finding[] {
  const [old, now] = [tree(before, { facts: facts(known) }), tree(after, { facts: facts(knownAfter) })];
  return [...(acl.compare?.(old, now) ?? [])];
}

/** The same, one line per finding. */
export function told(...change: Parameters<typeof compare>): string[] {
  return compare(...change).map(({ rule: id, severity, path, message }) =>
    [severity, id, path, message].filter(text => text !== '').join(' '),
  );
}

/** Ranges of an access control. */
export interface Ranges {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
}

/** Filters of the hardened profile, as objects of seed `soil`. */
export function hardened(ranges: Ranges, options: HardenedOptions = {}, changes: Changes = {}): TreeObject[] {
  return onSeed(renderHardened(protectedShoot(ranges, changes), options));
}

/** The same for several shoots that share their objects. */
export function aggregated(shoots: readonly { readonly name: string; readonly ranges: Ranges }[]): TreeObject[] {
  return onSeed(renderAggregated(shoots.map(({ name, ranges }) => protectedShoot(ranges, { name }))));
}

function protectedShoot({ allow = [], deny = [] }: Ranges, changes: Changes): ProtectedShoot {
  const label = (cidrs: readonly string[]) => cidrs.map(cidr => ({ cidr, origin: 'rule' }));
  const lists = listsOf({ allow: label(allow), deny: label(deny) });
  return { situation: situation({ providerConfig: undefined, ...changes }), lists };
}

function onSeed(objects: readonly object[]): TreeObject[] {
  return objects.map(object => ({ cluster: 'seeds/soil', object }));
}
