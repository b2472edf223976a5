import { type Cidr } from '../../core/cidr';
import { IpSet } from '../../core/ip-set';
import type { AccessLists, LabeledRange } from '../access-lists';
import { readCidr } from '../written-cidr';

/** One network of the merged list, with where its addresses come from. */
export interface EffectiveRange {
  readonly network: Cidr;
  /** Origins of all written ranges that share addresses with it, in the order of the list. */
  readonly origins: readonly string[];
}

/** What an ACL lets in, merged and sorted. */
export interface EffectiveSet {
  readonly ranges: readonly EffectiveRange[];
  /** Number of addresses by family. */
  readonly addresses: { readonly 4: bigint; readonly 6: bigint };
  /** Ranges that could not be read. */
  readonly unreadable: readonly LabeledRange[];
}

/** The effective allow set: IPv4 before IPv6, merged, with the origins that the lists tell. */
export function effectiveSet(set: IpSet, lists?: AccessLists): EffectiveSet {
  const sources = (lists?.sources.allow ?? []).flatMap(({ cidr, origin }) => {
    const read = readCidr(cidr);
    return read === undefined ? [] : [{ network: read.network, origin }];
  });
  const ranges = set.cidrs().map(network => ({
    network,
    origins: [...new Set(sources.filter(source => source.network.overlaps(network)).map(({ origin }) => origin))],
  }));
  return { ranges, addresses: { 4: count(set, 4), 6: count(set, 6) }, unreadable: lists?.unreadable ?? [] };
}

function count(set: IpSet, family: 4 | 6): bigint {
  return set.intersect(IpSet.all(family)).size();
}
