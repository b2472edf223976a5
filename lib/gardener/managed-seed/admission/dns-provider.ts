import type { DNSProvider, SeedDNSProvider, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import type { ManagedSeedWorld } from './world';

type Provider = Loose<SeedDNSProvider>;
type Credentials = NonNullable<Provider['credentialsRef']>;

/** The DNS provider of a seed, or why there is none. */
export type FoundProvider = { readonly provider: Provider } | { readonly problem: string };

/**
 * Who manages the DNS records of a seed that runs on a Shoot: the primary provider of the Shoot, else the one of the default domain
 * below which the Shoot lies.
 *
 * Source: gardener:plugin/pkg/managedseed/validator/admission.go v1.150 (getSeedDNSProvider).
 */
export function seedDnsProvider(shoot: Loose<Shoot>, world: ManagedSeedWorld): FoundProvider {
  const primary = (shoot.spec?.dns?.providers ?? []).find(provider => provider.primary === true);
  if (primary !== undefined && primary.type !== 'unmanaged') return primaryProvider(primary, shoot, world);
  const provider = defaultDomainProvider(shoot, world);
  if (provider !== undefined) return { provider };
  return { problem: 'the domain of the Shoot is neither one of its own nor below a default domain' };
}

function primaryProvider(primary: Loose<DNSProvider>, shoot: Loose<Shoot>, world: ManagedSeedWorld): FoundProvider {
  if (primary.type === undefined) return { problem: 'the primary DNS provider of the Shoot has no type' };
  const credentials = credentialsOf(primary, shoot, world);
  if (typeof credentials === 'string') return { problem: credentials };
  return { provider: { type: primary.type, credentialsRef: credentials } };
}

/** The credentials of the primary provider, else those of the Shoot; a text says why there are none. */
function credentialsOf(
  { credentialsRef }: Loose<DNSProvider>,
  { metadata, spec }: Loose<Shoot>,
  world: ManagedSeedWorld,
): Credentials | string {
  const namespace = metadata?.namespace ?? '';
  if (credentialsRef !== undefined) return { ...credentialsRef, namespace };
  if (spec?.secretBindingName !== undefined) {
    const secret = world.secretBinding(namespace, spec.secretBindingName)?.secretRef;
    if (secret === undefined) return `the SecretBinding ${spec.secretBindingName} of the Shoot does not exist`;
    return { apiVersion: 'v1', kind: 'Secret', ...secret };
  }
  if (spec?.credentialsBindingName !== undefined) {
    const binding = world.credentialsBinding(namespace, spec.credentialsBindingName);
    return (
      binding?.credentialsRef ?? `the CredentialsBinding ${spec.credentialsBindingName} of the Shoot does not exist`
    );
  }
  return 'neither the primary DNS provider nor the Shoot names credentials';
}

/** The default domains of the seed on which the Shoot runs, else those of the garden. */
function defaultDomainProvider({ spec }: Loose<Shoot>, world: ManagedSeedWorld): Provider | undefined {
  const domain = spec?.dns?.domain ?? '';
  const seed = spec?.seedName === undefined ? undefined : world.seed(spec.seedName);
  const ofSeed = seed?.spec?.dns?.defaults ?? [];
  if (ofSeed.length > 0) {
    const match = ofSeed.find(entry => domain.endsWith(`.${entry.domain ?? ''}`));
    return match && { type: match.type, credentialsRef: match.credentialsRef };
  }
  const match = world.defaultDomains().find(entry => domain.endsWith(entry.domain));
  return match && { type: match.provider, credentialsRef: { apiVersion: 'v1', kind: 'Secret', ...match.secret } };
}
