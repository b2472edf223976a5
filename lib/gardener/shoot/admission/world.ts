import type {
  CloudProfile,
  ExposureClass,
  NamespacedCloudProfile,
  Project,
  SecretBinding,
  Seed,
  Shoot,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { CredentialsBinding } from '../../../../imports/security.gardener.cloud/v1alpha1';
import type { Loose } from '../../../core/loose';
import type { KubernetesObject } from '../../../core/object';
import type { View } from '../../../rules/view';

/** What the admission of a Shoot looks up in the virtual garden. */
export interface ShootWorld {
  /** Everything is here: an object that is not found does not exist. */
  readonly complete: boolean;
  /** The instant that decides about expiry; absent where there is no clock. */
  readonly now: Date | undefined;
  cloudProfile(name: string): Loose<CloudProfile> | undefined;
  namespacedCloudProfile(namespace: string, name: string): Loose<NamespacedCloudProfile> | undefined;
  seed(name: string): Loose<Seed> | undefined;
  /** The project that a namespace belongs to. */
  projectOf(namespace: string): Loose<Project> | undefined;
  exposureClass(name: string): Loose<ExposureClass> | undefined;
  secretBinding(namespace: string, name: string): Loose<SecretBinding> | undefined;
  credentialsBinding(namespace: string, name: string): Loose<CredentialsBinding> | undefined;
  secret(namespace: string, name: string): KubernetesObject | undefined;
  /** All Shoots of the garden. */
  shoots(): readonly Loose<Shoot>[];
  /** Domains below which Shoots without a domain of their own get one, the most important one first. */
  defaultDomains(): readonly string[];
  /** Some Secret says that Shoots may let the garden manage the issuer of their tokens. */
  managesIssuers(): boolean;
}

const core = 'core.gardener.cloud';
const security = 'security.gardener.cloud';

/** The virtual garden as far as a tree holds it. */
export function shootWorld(view: View): ShootWorld {
  const find = <T>(group: string, kind: string, namespace: string | undefined, name: string): Loose<T> | undefined =>
    view.find(group, kind, namespace, name)?.object as Loose<T> | undefined;
  const gardenSecrets = (role: string): KubernetesObject[] =>
    view
      .ofKind('', 'Secret')
      .map(({ object }) => object)
      .filter(({ metadata }) => metadata.namespace === 'garden' && metadata.labels?.['gardener.cloud/role'] === role);
  return {
    complete: view.complete,
    now: view.now,
    cloudProfile: name => find<CloudProfile>(core, 'CloudProfile', undefined, name),
    namespacedCloudProfile: (namespace, name) =>
      find<NamespacedCloudProfile>(core, 'NamespacedCloudProfile', namespace, name),
    seed: name => find<Seed>(core, 'Seed', undefined, name),
    projectOf: namespace =>
      view
        .ofKind(core, 'Project')
        .map(({ object }) => object as unknown as Loose<Project>)
        .find(project => namespaceOf(project) === namespace),
    exposureClass: name => find<ExposureClass>(core, 'ExposureClass', undefined, name),
    secretBinding: (namespace, name) => find<SecretBinding>(core, 'SecretBinding', namespace, name),
    credentialsBinding: (namespace, name) => find<CredentialsBinding>(security, 'CredentialsBinding', namespace, name),
    secret: (namespace, name) => view.find('', 'Secret', namespace, name)?.object,
    shoots: () => view.ofKind(core, 'Shoot').map(({ object }) => object as unknown as Loose<Shoot>),
    defaultDomains: () => gardenSecrets('default-domain').sort(byPriority).flatMap(domainOf),
    managesIssuers: () => gardenSecrets('shoot-service-account-issuer').length > 0,
  };
}

/** A project without namespace gets one of its own name. */
function namespaceOf({ metadata, spec }: Loose<Project>): string {
  return spec?.namespace ?? `garden-${metadata?.name ?? ''}`;
}

/** Secrets without a domain make every request fail upstream; here they are no default domains. */
function domainOf({ metadata }: KubernetesObject): string[] {
  const domain = metadata.annotations?.['dns.gardener.cloud/domain'] ?? '';
  return domain === '' ? [] : [domain];
}

function byPriority(a: KubernetesObject, b: KubernetesObject): number {
  const order = priorityOf(b) - priorityOf(a);
  if (order !== 0) return order;
  return (a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1;
}

function priorityOf({ metadata }: KubernetesObject): number {
  const text = metadata.annotations?.['dns.gardener.cloud/domain-default-priority'] ?? '';
  return /^[-+]?\d+$/.test(text) ? Number(text) : 0;
}
