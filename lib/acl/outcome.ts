import { decodeProviderConfig, type AccessRule } from './access-rule';
import { alwaysAllowed } from './always-allowed';
import type { EnvoyFilter } from './envoy-filter';
import { findGateway, likelyGateway, wildcardGateway, type Gateway } from './gateway';
import { advertisedHosts, ingressDomain } from './hosts';
import { technicalID } from './identity';
import { upstreamPrincipals } from './principal';
import { gateEnabled, minorOf } from './release';
import { ruleProblem } from './rule-validation';
import type { Situation } from './situation';
import { renderUpstream, type UpstreamValues } from './upstream-filters';

/** What becomes of the extension's objects on the seed. */
export type Outcome =
  | { readonly kind: 'rendered'; readonly objects: readonly EnvoyFilter[] }
  /** The controller fails with this error; objects of an earlier run stay. */
  | { readonly kind: 'error'; readonly error: string }
  /** A hibernated shoot without Gateway: the controller does nothing, objects of an earlier run stay. */
  | { readonly kind: 'unchanged' }
  /** The entry is disabled: the controller removes its objects. */
  | { readonly kind: 'not-deployed' }
  /** Facts are missing: the zone is picked at random. */
  | { readonly kind: 'indeterminate'; readonly candidates: readonly Gateway[] };

/**
 * Predicts the extension's controller for one shoot. Its checks come in the controller's order, so that the first error is the one
 * that it answers with. Source: gardener-extension-acl:pkg/controller/actuator.go (Reconcile).
 */
export function predictUpstream(situation: Situation): Outcome {
  if (situation.entry.disabled) return { kind: 'not-deployed' };
  const { rule, error } = decodeProviderConfig(situation.entry.providerConfig);
  if (error !== undefined) return { kind: 'error', error };
  const problem = ruleProblem(rule, 0);
  if (rule === undefined || problem !== undefined) return { kind: 'error', error: problem?.error ?? '' };
  const search = findGateway(situation);
  if (search.kind === 'absent') return withoutGateway(situation);
  if (search.kind === 'undetermined') return { kind: 'indeterminate', candidates: search.candidates };
  return renderAt(situation, rule, search.gateway);
}

/**
 * The objects that the extension has or will have on the seed, as far as they can be told: of a shoot whose gateway is gone or not known
 * yet, those for the gateway where the specs put it, the first of several.
 */
export function foreseenObjects(situation: Situation): readonly EnvoyFilter[] {
  const outcome = predictUpstream(situation);
  if (outcome.kind === 'rendered') return outcome.objects;
  if (outcome.kind !== 'unchanged' && outcome.kind !== 'indeterminate') return [];
  const { namespace, labels } = likelyGateway(situation);
  const kubeApiserverGateway = { namespace, selector: labels };
  const foreseen = predictUpstream({ ...situation, facts: { ...situation.facts, kubeApiserverGateway } });
  return foreseen.kind === 'rendered' ? foreseen.objects : [];
}

/** Hibernation is asked for and complete. Source: gardener:extensions/pkg/controller/shoot.go (IsHibernated) v1.150. */
export function isHibernated({ shoot }: Pick<Situation, 'shoot'>): boolean {
  return shoot.spec?.hibernation?.enabled === true && shoot.status?.hibernated === true;
}

/** Selector of Gateway `garden/nginx-ingress-controller`: observed, else what gardenlet of that version creates; null when there is none. */
export function nginxGatewaySelector(situation: Situation): Readonly<Record<string, string>> | null {
  const observed = situation.facts.nginxGateway;
  if (observed !== undefined) return observed?.selector ?? null;
  const exists = minorOf(situation.gardener) >= 89 && !gateEnabled(situation, 'DisableNginxIngressInSeed');
  return exists ? wildcardGateway(situation).labels : null;
}

function withoutGateway(situation: Situation): Outcome {
  return isHibernated(situation) ? { kind: 'unchanged' } : { kind: 'error', error: 'Gateway kube-apiserver not found' };
}

function renderAt(situation: Situation, rule: AccessRule, gateway: Gateway): Outcome {
  const [host] = advertisedHosts(situation);
  if (addressWithoutScheme(situation)) return { kind: 'error', error: panic };
  if (host === undefined) return { kind: 'error', error: noAddresses };
  const allowed = alwaysAllowed(situation);
  if (allowed.error !== undefined) return { kind: 'error', error: allowed.error };
  const selector = nginxGatewaySelector(situation);
  const domain = ingressDomain(situation);
  const values: UpstreamValues = {
    id: technicalID(situation),
    action: rule.action,
    principals: upstreamPrincipals(
      rule,
      allowed.list.map(({ cidr }) => cidr),
    ),
    gateway,
    host,
    ...(selector !== null && domain !== undefined && { ingress: { domain, selector } }),
  };
  return { kind: 'rendered', objects: renderUpstream(values) };
}

/** The controller takes what follows the slashes of every address, whichever it needs. */
function addressWithoutScheme({ shoot }: Situation): boolean {
  return shoot.status?.advertisedAddresses?.some(({ url = '' }) => !url.includes('//')) ?? false;
}

/** In the words of controller-runtime, which recovers the controller. */
const panic = 'panic: runtime error: index out of range [1] with length 1 [recovered]';
const noAddresses = 'advertised addresses are not available, likely because cluster creation has not yet completed';
