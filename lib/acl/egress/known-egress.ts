import { Cidr } from '../../core/cidr';
import type { LabeledRange } from '../access-lists';
import { isWorkerless } from '../always-allowed';
import type { Situation } from '../situation';
import { addressesBehind, type EgressSource } from './provider';
import { egressProvider } from './providers';

/** A range with whether the extension learns of it by itself. */
export interface EgressRange extends LabeledRange {
  readonly published: boolean;
}

/** The addresses under which the nodes of a shoot appear outside, as far as anything tells. */
export interface KnownEgress {
  readonly ranges: readonly EgressRange[];
  /** `observed`: published by the provider. `reserved`: fixed in the infrastructure config. `unknown`: nothing tells. */
  readonly certainty: 'observed' | 'reserved' | 'unknown';
  /** What the infrastructure config names by an id of which no fact tells the address. */
  readonly unresolved: readonly EgressSource[];
}

/**
 * What the provider published, and what the infrastructure config fixes. Most providers only name reserved addresses (GCP `natIPNames`, AWS
 * `elasticIPAllocationID`, Azure `ipAddresses`): the fact `egressAddresses` of the shoot tells what they stand for.
 */
export function knownEgress(situation: Situation): KnownEgress {
  if (isWorkerless(situation)) return { ranges: [], certainty: 'observed', unresolved: [] };
  const { ranges: reserved, unresolved } = reservedEgress(situation);
  const { infrastructure } = situation.facts;
  if (!infrastructure) {
    return { ranges: reserved, certainty: reserved.length > 0 ? 'reserved' : 'unknown', unresolved };
  }
  const published = infrastructure.status?.egressCIDRs ?? [];
  const observed = published.map(cidr => ({ cidr, origin: 'infrastructure.status.egressCIDRs', published: true }));
  const others = reserved.filter(({ cidr }) => !published.includes(cidr));
  return { ranges: [...observed, ...others], certainty: 'observed', unresolved };
}

/** What the infrastructure config fixes, as a value or by an id that a fact explains. */
export function reservedEgress(situation: Situation): Pick<KnownEgress, 'ranges' | 'unresolved'> {
  if (isWorkerless(situation)) return { ranges: [], unresolved: [] };
  const sources = egressProvider(situation)?.sources(situation) ?? [];
  const addresses = (source: EgressSource): readonly string[] | undefined =>
    'range' in source ? [source.range] : addressesBehind(situation, source.id);
  return {
    ranges: sources.flatMap(source => (addresses(source) ?? []).map(address => rangeOf(address, source))),
    unresolved: sources.filter(source => addresses(source) === undefined),
  };
}

function rangeOf(address: string, { path, published }: EgressSource): EgressRange {
  return { cidr: asRange(address), origin: path, published };
}

/** A single address stands for itself; text that is none is kept, to be reported. */
function asRange(address: string): string {
  if (address.includes('/')) return address;
  const network = Cidr.parse(`${address}/${address.includes(':') ? 128 : 32}`);
  return network?.toString() ?? address;
}
