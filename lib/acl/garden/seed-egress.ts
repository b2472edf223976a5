import type { View, ViewObject } from '../../rules/view';
import type { LabeledRange } from '../access-lists';
import { knownEgress } from '../egress/known-egress';
import { readAclFacts } from '../facts';
import { knownSeeds } from '../view/known-seeds';
import { treeSituation } from '../view/subjects';

/** Where the gardenlets of a landscape connect from. */
export interface SeedEgress {
  readonly ranges: readonly LabeledRange[];
  /** Names of the seeds of which nothing tells an address, sorted. */
  readonly unknown: readonly string[];
}

/** Addresses under which seeds appear at the virtual garden: facts, or what the Shoot behind a managed seed publishes. */
export function seedEgress(view: View): SeedEgress {
  const ranges: LabeledRange[] = [];
  const unknown: string[] = [];
  for (const name of [...knownSeeds(view).keys()].sort()) {
    const addresses = addressesOf(view, name);
    if (addresses.length === 0) unknown.push(name);
    ranges.push(...addresses.map(address => ({ cidr: asRange(address), origin: `seed ${name}` })));
  }
  return { ranges, unknown };
}

function addressesOf(view: View, seed: string): readonly string[] {
  const { facts } = readAclFacts(view.facts, { project: '', shoot: '', seed });
  if (facts.natAddresses !== undefined) return facts.natAddresses;
  const shoot = shootBehind(view, seed);
  return shoot === undefined ? [] : knownEgress(treeSituation(view, shoot)).ranges.map(({ cidr }) => cidr);
}

function shootBehind(view: View, seed: string): ViewObject | undefined {
  const managed = view.find('seedmanagement.gardener.cloud', 'ManagedSeed', 'garden', seed);
  const spec = managed?.object['spec'] as { readonly shoot?: { readonly name?: string } } | undefined;
  return spec?.shoot?.name === undefined
    ? undefined
    : view.find('core.gardener.cloud', 'Shoot', 'garden', spec.shoot.name);
}

/** A single address stands for itself. */
function asRange(address: string): string {
  return address.includes('/') ? address : `${address}/${address.includes(':') ? 128 : 32}`;
}
