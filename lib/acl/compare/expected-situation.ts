import { findGateway } from '../gateway';
import type { Situation } from '../situation';

/**
 * What a shoot will be like after a change: the new tree, without observations that the change makes out of date. The zones of a control
 * plane are chosen once and kept, and anew only for failure tolerance `zone` or on another seed.
 * Source: gardener:pkg/gardenlet/operation/botanist/namespaces.go (DeploySeedNamespace) v1.150.
 */
export function expectedSituation(before: Situation, after: Situation): Situation {
  const zoned = withZones(before, after);
  const observed = after.facts.kubeApiserverGateway;
  const sameObservation = JSON.stringify(before.facts.kubeApiserverGateway) === JSON.stringify(observed);
  if (observed === undefined || !sameObservation) return zoned;
  const moved = isOnOtherSeed(before, after) || !sameNames(specifiedGateways(before), specifiedGateways(zoned));
  return moved ? { ...zoned, facts: { ...zoned.facts, kubeApiserverGateway: undefined } } : zoned;
}

/** Namespaces of the gateways that may serve a shoot; several where the zone is picked at random. */
export function possibleGateways(situation: Situation): string[] {
  const search = findGateway(situation);
  switch (search.kind) {
    case 'found':
      return [search.gateway.namespace];
    case 'undetermined':
      return search.candidates.map(({ namespace }) => namespace);
    case 'absent':
      return specifiedGateways(situation);
  }
}

/** The same, whatever was observed of the Gateway itself. */
function specifiedGateways(situation: Situation): string[] {
  return possibleGateways({ ...situation, facts: { ...situation.facts, kubeApiserverGateway: undefined } });
}

function withZones(before: Situation, after: Situation): Situation {
  const zones = after.facts.controlPlaneZones;
  const isStale = before.facts.controlPlaneZones === zones;
  const chosenAnew =
    isOnOtherSeed(before, after) || (failureTolerance(after) === 'zone' && failureTolerance(before) !== 'zone');
  if (chosenAnew) return isStale ? withZonesFact(after, undefined) : after;
  // a seed that grows keeps its control planes in the zone that it had
  const [only, ...more] = before.seed.spec?.provider?.zones ?? [];
  const grew = only !== undefined && more.length === 0 && (after.seed.spec?.provider?.zones ?? []).length > 1;
  const explicit = (after.shoot.spec?.controlPlane?.zones ?? []).length > 0;
  return zones === undefined && grew && !explicit ? withZonesFact(after, only) : after;
}

function withZonesFact(situation: Situation, controlPlaneZones: string | undefined): Situation {
  return { ...situation, facts: { ...situation.facts, controlPlaneZones } };
}

/** What a control plane survives: `node`, `zone`, or nothing. */
export function failureTolerance({ shoot }: Situation): string | undefined {
  return shoot.spec?.controlPlane?.highAvailability?.failureTolerance?.type;
}

/** Where one tree does not hold the seed, nothing tells that it is another one. */
function isOnOtherSeed(before: Situation, after: Situation): boolean {
  const [from, to] = [before, after].map(({ seed }) => seed.metadata?.name);
  return from !== undefined && to !== undefined && from !== to;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every(name => b.includes(name));
}
