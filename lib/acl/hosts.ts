import { shortId } from '../core/gardener-names';
import { technicalID } from './identity';
import type { Situation } from './situation';

/** Prefixes of the hosts of a shoot's observability components. Source: gardener:pkg/gardenlet/operation/operation.go v1.150. */
export const observabilityPrefixes = ['gu', 'p', 'au', 'v', 'otc'] as const;

/** Domain of the seed's ingress gateway; undefined when the seed has none. */
export function ingressDomain({ seed }: Pick<Situation, 'seed'>): string | undefined {
  const domain = seed.spec?.ingress?.domain;
  return domain ? domain : undefined;
}

/** `<prefix>-<short ID>.<ingress domain of the seed>`. */
export function ingressHost(situation: Situation, prefix: string): string | undefined {
  const domain = ingressDomain(situation);
  return domain === undefined ? undefined : `${prefix}-${shortId(technicalID(situation))}.${domain}`;
}

/** The host with a publicly trusted certificate; it exists when the seed has a wildcard certificate. */
export function wildcardHost(situation: Situation): string | undefined {
  return ingressHost(situation, 'api');
}

/** The host in the kubeconfigs that users get: below the shoot's domain, else below the first default domain of the seed. */
export function externalHost({ shoot, seed, project }: Situation): string | undefined {
  const stored = advertisedHost(shoot, 'external');
  if (stored !== undefined) return stored;
  const own = shoot.spec?.dns?.domain;
  if (own !== undefined) return `api.${own}`;
  const fallback = seed.spec?.dns?.defaults?.[0]?.domain;
  return fallback === undefined ? undefined : `api.${shoot.metadata?.name ?? ''}.${project}.${fallback}`;
}

/** The host that Gardener's own components use. Source: gardener:pkg/utils/gardener/shoot.go (ConstructInternalClusterDomain) v1.150. */
export function internalHost({ seed, shoot, project }: Situation): string | undefined {
  const stored = advertisedHost(shoot, 'internal');
  if (stored !== undefined) return stored;
  const domain = seed.spec?.dns?.internal?.domain;
  if (domain === undefined) return undefined;
  const infix = domain.includes('internal') ? '' : 'internal.';
  return `api.${shoot.metadata?.name ?? ''}.${project}.${infix}${domain}`;
}

/**
 * The hosts that the extension's controller sees, in its order and with duplicates: those of `status.advertisedAddresses`, or what
 * gardenlet will write there. Source: gardener:pkg/gardenlet/operation/botanist/advertisedaddresses.go v1.150.
 */
export function advertisedHosts(situation: Situation): string[] {
  const stored = situation.shoot.status?.advertisedAddresses;
  if (stored !== undefined) return stored.map(address => afterSlashes(address.url ?? ''));
  const external = externalHost(situation);
  const wildcard = situation.facts.wildcardCertificate === true ? wildcardHost(situation) : undefined;
  const internal = internalHost(situation);
  const issuer = serviceAccountIssuer(situation, internal ?? external);
  return [external, wildcard, internal, issuer].filter(host => host !== undefined);
}

/** gardenlet advertises the issuer of service accounts too, if only because the API server's own address is the default. */
function serviceAccountIssuer(situation: Situation, server: string | undefined): string | undefined {
  const custom = situation.shoot.spec?.kubernetes?.kubeAPIServer?.serviceAccountConfig?.issuer;
  if (isManagedIssuer(situation)) return undefined; // host and UID are known to the garden only
  if (custom !== undefined) return afterSlashes(custom);
  return internalHost(situation) === undefined ? undefined : server;
}

function isManagedIssuer({ shoot }: Situation): boolean {
  return shoot.metadata?.annotations?.['authentication.gardener.cloud/issuer'] === 'managed';
}

/** The host that an exported Shoot advertises under a name. */
function advertisedHost(shoot: Situation['shoot'], name: 'external' | 'internal'): string | undefined {
  const url = shoot.status?.advertisedAddresses?.find(address => address.name === name)?.url;
  return url === undefined ? undefined : afterSlashes(url);
}

/** What the controller takes for the host: the text between the first `//` and a second one, a path included. */
function afterSlashes(url: string): string {
  return url.split('//')[1] ?? '';
}
