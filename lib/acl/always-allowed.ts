import { Cidr } from '../core/cidr';
import type { Situation } from './situation';

/** A range that every ALLOW rule lets in beside its own. */
export interface AlwaysAllowed {
  /** As written at its origin, readable or not. */
  readonly cidr: string;
  readonly origin: AlwaysAllowedOrigin;
}

/** Where an always-allowed range comes from, in the order in which the controller appends them. */
export type AlwaysAllowedOrigin =
  | 'seed.spec.networks.nodes'
  | 'seed.spec.networks.pods'
  | 'seed kube-system/shoot-info egressCIDRs'
  | 'extension --additional-allowed-cidrs'
  | 'shoot.spec.networking.nodes'
  | 'infrastructure.status.egressCIDRs';

/** The list, or why the controller gives up. */
export type AlwaysAllowedResult =
  | { readonly list: readonly AlwaysAllowed[]; readonly error?: never }
  | { readonly list: readonly AlwaysAllowed[]; readonly error: string };

/**
 * The always-allowed ranges in the controller's order, unreadable ones included: they are dropped later, without a word.
 * On an error the list holds what was found before and what would have followed.
 * Source: gardener-extension-acl:pkg/controller/actuator.go (Reconcile), pkg/helper/{seed,shoot,infrastructure}.go.
 */
export function alwaysAllowed(situation: Situation): AlwaysAllowedResult {
  const { seed, operator } = situation;
  const seedEgress = seedEgressRanges(situation);
  const shootRanges = shootSpecificRanges(situation);
  const list = [
    ...from('seed.spec.networks.nodes', [seed.spec?.networks?.nodes]),
    ...from('seed.spec.networks.pods', [seed.spec?.networks?.pods || undefined]),
    ...from('seed kube-system/shoot-info egressCIDRs', seedEgress.ranges),
    ...from('extension --additional-allowed-cidrs', operator.additionalAllowedCIDRs ?? []),
    ...shootRanges.list,
  ];
  const error = seedEgress.error ?? shootRanges.error;
  return error === undefined ? { list } : { list, error };
}

/** No machines, so no node range and no Infrastructure. Source: gardener:pkg/api/core/v1beta1/helper/shoot.go (IsWorkerless) v1.150. */
export function isWorkerless({ shoot }: Pick<Situation, 'shoot'>): boolean {
  return (shoot.spec?.provider?.workers ?? []).length === 0;
}

/** The load balancer hands connections on as a proxy, so that clients inside the seed show the seed's own egress address. */
export function hasProxyLoadBalancer({ facts }: Pick<Situation, 'facts'>): boolean {
  return facts.ingressServiceIPModes?.includes('Proxy') ?? false;
}

function seedEgressRanges(situation: Situation): { readonly ranges: readonly string[]; readonly error?: string } {
  const info = situation.facts.shootInfo;
  if (!hasProxyLoadBalancer(situation) || info === undefined || info === null) return { ranges: [] };
  const text = info['egressCIDRs'];
  if (text === undefined) return { ranges: [], error: 'unable to get egress CIDRs from shoot-info ConfigMap' };
  const ranges = text.split(',');
  const broken = ranges.find(range => Cidr.parse(range) === undefined);
  return broken === undefined ? { ranges } : { ranges, error: `invalid CIDR address: ${broken}` };
}

function shootSpecificRanges(situation: Situation): {
  readonly list: readonly AlwaysAllowed[];
  readonly error?: string;
} {
  if (isWorkerless(situation)) return { list: [] };
  const { shoot, facts } = situation;
  const nodes = from('shoot.spec.networking.nodes', [shoot.spec?.networking?.nodes]);
  if (facts.infrastructure === null) return { list: nodes, error: 'infrastructure not found' };
  const egress = facts.infrastructure?.status?.egressCIDRs ?? [];
  return { list: [...nodes, ...from('infrastructure.status.egressCIDRs', egress)] };
}

function from(origin: AlwaysAllowedOrigin, cidrs: readonly (string | undefined)[]): AlwaysAllowed[] {
  return cidrs.flatMap(cidr => (cidr === undefined ? [] : [{ cidr, origin }]));
}
