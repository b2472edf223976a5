import { IpSet } from '../../core/ip-set';
import { isWorkerless } from '../always-allowed';
import { knownEgress } from '../egress/known-egress';
import type { Situation } from '../situation';
import { readRange } from '../written-cidr';
import { describe, describeWays } from './describe';
import { isGuarded, type PathChange } from './path-change';

/** Somebody who must get in, with all addresses under which they connect. */
export interface VitalClient {
  readonly name: string;
  readonly addresses: IpSet;
}

/** Who a shoot cannot do without, as far as specs and facts tell where they connect from. */
export function vitalClients(situation: Situation): VitalClient[] {
  const { shoot, seed, operator, facts } = situation;
  const egress = knownEgress(situation).ranges.map(({ cidr }) => cidr);
  // nodes whose address outside nobody knows may reach an internal load balancer under their own
  const nodes = egress.length > 0 || isWorkerless(situation) ? egress : [shoot.spec?.networking?.nodes];
  return [
    client("the shoot's own nodes", nodes),
    client('the nodes of the seed', [seed.spec?.networks?.nodes]),
    client('the pods of the seed', [seed.spec?.networks?.pods]),
    client('clients inside the seed', [...(facts.natAddresses ?? []), ...(publishedBySeed(facts.shootInfo) ?? [])]),
    client('clients of the operator', operator.additionalAllowedCIDRs ?? []),
    ...(facts.expectedClients ?? []).map(({ name, addresses }) => client(`clients "${name}"`, addresses)),
  ].filter(({ addresses }) => !addresses.isEmpty());
}

/** A client by texts, of which those that cannot be read are reported elsewhere. */
export function client(name: string, ranges: readonly (string | undefined)[]): VitalClient {
  const networks = ranges.flatMap(text => (text === undefined ? [] : (readRange(text)?.network ?? [])));
  return { name, addresses: IpSet.of(networks) };
}

/** What a change locks out: one line per client and per set of addresses, with the ways that are closed to them. */
export function lockedOut(
  common: readonly PathChange[],
  before: readonly VitalClient[],
  after: readonly VitalClient[],
): string[] {
  const known = new Map(before.map(({ name, addresses }) => [name, addresses]));
  const ways = new Map<string, string[]>();
  for (const { name, addresses } of after) {
    const old = known.get(name) ?? IpSet.empty;
    for (const { name: way, was, is } of common) {
      const locked = addresses.subtract(is).subtract(old.subtract(was));
      if (locked.isEmpty()) continue;
      const who = `${name} are locked out: ${describe(locked)}`;
      ways.set(who, [...(ways.get(who) ?? []), way]);
    }
  }
  const all = common.map(({ name }) => name);
  const guarded = common.filter(isGuarded).map(({ name }) => name);
  return [...ways].map(([who, names]) => `${who}, ${describeWays(names, all, guarded)}`);
}

function publishedBySeed(shootInfo: Situation['facts']['shootInfo']): readonly string[] | undefined {
  return shootInfo?.['egressCIDRs']?.split(',');
}
