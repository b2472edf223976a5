import { alwaysAllowed, type AlwaysAllowedOrigin } from '../../../../lib/acl/always-allowed';
import { findGateway, wildcardGateway } from '../../../../lib/acl/gateway';
import { advertisedHosts } from '../../../../lib/acl/hosts';
import { pinnedZone } from '../../../../lib/acl/zones';
import { technicalID } from '../../../../lib/acl/identity';
import { shortId } from '../../../../lib/core/gardener-names';
import type { Situation } from '../../../../lib/acl/situation';
import { equal, type Difference } from '../../compare';

/** The derived values of one cluster, under the names of the vectors. */
export function derivedValues(situation: Situation): Readonly<Record<string, unknown>> {
  const search = findGateway(situation);
  const gateway = search.kind === 'found' ? search.gateway : undefined;
  const id = technicalID(situation);
  const always = alwaysAllowed(situation);
  return {
    technicalID: id,
    shortID: shortId(id),
    istioNamespace: gateway?.namespace ?? null,
    istioLabels: gateway?.labels ?? null,
    wildcardGateway: wildcardGateway(situation),
    hosts: advertisedHosts(situation),
    alwaysAllowed: always.error === undefined ? always.list : null,
    candidateGateways: candidatesOf(situation),
  };
}

/** Gateways between which chance decides, each with its zone; null when the gateway is known. */
function candidatesOf(situation: Situation): unknown {
  const search = findGateway(situation);
  const pinning = pinnedZone(situation);
  if (search.kind !== 'undetermined' || pinning.kind !== 'random') return null;
  return search.candidates.map((gateway, i) => ({ zone: pinning.zones[i], ...gateway }));
}

/** Only the keys that the case gives are compared. */
export function compareDerived(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): Difference | undefined {
  for (const [key, value] of Object.entries(expected)) {
    const difference = equal(`derived.${key}`, value, inTheWordsOf(value, actual[key]));
    if (difference) return difference;
  }
  return undefined;
}

/**
 * FORMAT.md leaves spellings open: a list of gateways may hold their namespaces only, or some of their values, and it has no word for the
 * origin of the seed's own egress addresses.
 */
function inTheWordsOf(expected: unknown, actual: unknown): unknown {
  if (!Array.isArray(expected) || !Array.isArray(actual)) return actual;
  return actual.map((entry: unknown, i) => {
    const wanted: unknown = expected[i];
    if (typeof wanted === 'string' && isMap(entry) && 'namespace' in entry) return entry['namespace'];
    if (isMap(wanted) && isMap(entry) && 'zone' in entry) {
      return Object.fromEntries(Object.entries(entry).filter(([key]) => key in wanted));
    }
    const isUnnamed = isMap(entry) && entry['origin'] === seedEgressOrigin;
    const spelling = isMap(wanted) ? wanted['origin'] : undefined;
    return isUnnamed && typeof spelling === 'string' && !namedOrigins.has(spelling)
      ? { ...entry, origin: spelling }
      : entry;
  });
}

const seedEgressOrigin: AlwaysAllowedOrigin = 'seed kube-system/shoot-info egressCIDRs';

/** The origins for which the vectors have a word. */
const namedOrigins: ReadonlySet<string> = new Set<AlwaysAllowedOrigin>([
  'seed.spec.networks.nodes',
  'seed.spec.networks.pods',
  'extension --additional-allowed-cidrs',
  'shoot.spec.networking.nodes',
  'infrastructure.status.egressCIDRs',
]);

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
