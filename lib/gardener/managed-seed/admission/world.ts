import type { SecretBinding, Seed, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { CredentialsBinding } from '../../../../imports/security.gardener.cloud/v1alpha1';
import type { ManagedSeed } from '../../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../../core/loose';
import type { KubernetesObject } from '../../../core/object';
import type { View } from '../../../rules/view';

/** A domain below which Shoots without a domain of their own get one, as a Secret of the garden describes it. */
export interface DefaultDomain {
  readonly secret: { readonly name: string; readonly namespace: string };
  readonly domain: string;
  /** Type of the DNS provider. */
  readonly provider: string;
}

/** What the admission of a ManagedSeed looks up in the virtual garden. */
export interface ManagedSeedWorld {
  shoot(namespace: string, name: string): Loose<Shoot> | undefined;
  /** All Shoots of the garden. */
  shoots(): readonly Loose<Shoot>[];
  seed(name: string): Loose<Seed> | undefined;
  /** All ManagedSeeds of a namespace. */
  managedSeeds(namespace: string): readonly Loose<ManagedSeed>[];
  secretBinding(namespace: string, name: string): Loose<SecretBinding> | undefined;
  credentialsBinding(namespace: string, name: string): Loose<CredentialsBinding> | undefined;
  /** In the order of the names of their Secrets. */
  defaultDomains(): readonly DefaultDomain[];
}

const core = 'core.gardener.cloud';

/** The virtual garden as far as a tree holds it. */
export function managedSeedWorld(view: View): ManagedSeedWorld {
  const find = <T>(group: string, kind: string, namespace: string | undefined, name: string): Loose<T> | undefined =>
    view.find(group, kind, namespace, name)?.object as Loose<T> | undefined;
  return {
    shoot: (namespace, name) => find<Shoot>(core, 'Shoot', namespace, name),
    shoots: () => view.ofKind(core, 'Shoot').map(({ object }) => object as Loose<Shoot>),
    seed: name => find<Seed>(core, 'Seed', undefined, name),
    managedSeeds: namespace =>
      view
        .ofKind('seedmanagement.gardener.cloud', 'ManagedSeed')
        .filter(({ object }) => object.metadata.namespace === namespace)
        .map(({ object }) => object as Loose<ManagedSeed>),
    secretBinding: (namespace, name) => find<SecretBinding>(core, 'SecretBinding', namespace, name),
    credentialsBinding: (namespace, name) =>
      find<CredentialsBinding>('security.gardener.cloud', 'CredentialsBinding', namespace, name),
    defaultDomains: () =>
      view
        .ofKind('', 'Secret')
        .flatMap(({ object }) => defaultDomainOf(object))
        .sort(byName),
  };
}

/** Secrets without domain or provider make every request fail upstream; here they are no default domains. */
function defaultDomainOf({ metadata }: KubernetesObject): DefaultDomain[] {
  const { name = '', namespace, labels, annotations } = metadata;
  if (namespace !== 'garden' || labels?.['gardener.cloud/role'] !== 'default-domain') return [];
  const domain = annotations?.['dns.gardener.cloud/domain'] ?? '';
  const provider = annotations?.['dns.gardener.cloud/provider'] ?? '';
  return domain === '' || provider === '' ? [] : [{ secret: { name, namespace }, domain, provider }];
}

function byName(a: DefaultDomain, b: DefaultDomain): number {
  return a.secret.name < b.secret.name ? -1 : 1;
}
