import type {
  CloudProfile,
  ExposureClass,
  NamespacedCloudProfile,
  Project,
  Quota,
  SecretBinding,
  Seed,
  Shoot,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { CredentialsBinding } from '../../../../imports/security.gardener.cloud/v1alpha1';
import type { Loose } from '../../../core/loose';
import { memoize } from '../../../core/memo';
import { withoutNulls } from '../../../core/null';
import type { KubernetesObject } from '../../../core/object';
import { suggest } from '../../../core/suggest';
import type { View } from '../../../rules/view';
import { lookUp, type Lookup } from '../../landscape-rules/lookup';
import { serverPlugins, type ServerPlugins } from '../../garden/server-plugins';
import { defaultProject } from '../../project/defaults';
import { withStoredLabels } from '../../seed/stored-labels';
import { isManagedSeed, seedOfGardenlet } from './described-seeds';

/** Objects that a Shoot refers to, by kind. */
interface Referred {
  readonly CloudProfile: Loose<CloudProfile>;
  readonly NamespacedCloudProfile: Loose<NamespacedCloudProfile>;
  readonly Seed: Loose<Seed>;
  readonly ExposureClass: Loose<ExposureClass>;
  readonly SecretBinding: Loose<SecretBinding>;
  readonly CredentialsBinding: Loose<CredentialsBinding>;
  readonly Quota: Loose<Quota>;
  readonly Secret: KubernetesObject;
}

const core = 'core.gardener.cloud';
const security = 'security.gardener.cloud';
const groups: Readonly<Record<keyof Referred, string>> = {
  CloudProfile: core,
  NamespacedCloudProfile: core,
  Seed: core,
  ExposureClass: core,
  SecretBinding: core,
  CredentialsBinding: security,
  Quota: core,
  Secret: '',
};

/** Kinds of objects that a Shoot refers to. */
export type ReferredKind = keyof Referred | 'Project';

/** Why an object is not here: it does not exist, it is kept elsewhere, or nobody knows. */
export type Absence = Exclude<Lookup, { readonly state: 'found' }>;

/** What the admission of a Shoot looks up in the virtual garden. */
export interface ShootWorld {
  /** Everything is here: an object that is not found does not exist. */
  readonly complete: boolean;
  /** The instant that decides about expiry; absent where there is no clock. */
  readonly now: Date | undefined;
  /** The admission plugins of the landscape. */
  readonly plugins: ServerPlugins;
  cloudProfile(name: string): Loose<CloudProfile> | undefined;
  namespacedCloudProfile(namespace: string, name: string): Loose<NamespacedCloudProfile> | undefined;
  seed(name: string): Loose<Seed> | undefined;
  /** The project that a namespace belongs to. */
  projectOf(namespace: string): Loose<Project> | undefined;
  exposureClass(name: string): Loose<ExposureClass> | undefined;
  secretBinding(namespace: string, name: string): Loose<SecretBinding> | undefined;
  credentialsBinding(namespace: string, name: string): Loose<CredentialsBinding> | undefined;
  secret(namespace: string, name: string): KubernetesObject | undefined;
  quota(namespace: string, name: string): Loose<Quota> | undefined;
  /** All bindings of the garden. */
  bindings(): readonly Loose<SecretBinding | CredentialsBinding>[];
  /** Why an object is not here. */
  absenceOf(kind: ReferredKind, namespace: string | undefined, name: string): Absence;
  /** All Shoots of the garden. */
  shoots(): readonly Loose<Shoot>[];
  /** Domains below which Shoots without a domain of their own get one, the most important one first. */
  defaultDomains(): readonly string[];
  /** Some Secret says that Shoots may let the garden manage the issuer of their tokens. */
  managesIssuers(): boolean;
}

const worlds = new WeakMap<View, Map<string, ShootWorld>>();

/** The virtual garden as far as a tree holds it; `cluster` is that of the Shoot. */
export function shootWorld(view: View, cluster: string): ShootWorld {
  let ofView = worlds.get(view);
  if (ofView === undefined) worlds.set(view, (ofView = new Map<string, ShootWorld>()));
  let world = ofView.get(cluster);
  if (world === undefined) ofView.set(cluster, (world = makeWorld(view, cluster)));
  return world;
}

function makeWorld(view: View, cluster: string): ShootWorld {
  const search = (kind: keyof Referred, namespace: string | undefined, name: string): Lookup =>
    lookUp(view, cluster, { group: groups[kind], kind, namespace, name });
  const find = <K extends keyof Referred>(
    kind: K,
    namespace: string | undefined,
    name: string,
  ): Referred[K] | undefined => {
    const result = search(kind, namespace, name);
    // what has fields of wrong types says nothing
    if (result.state !== 'found' || result.entry.malformed === true) return undefined;
    return plain(result.entry.object) as unknown as Referred[K];
  };
  const plain = withoutNullsOnce();
  const gardenSecrets = (role: string): KubernetesObject[] =>
    view
      .ofKind('', 'Secret')
      .map(({ object }) => object)
      .filter(({ metadata }) => metadata.namespace === 'garden' && metadata.labels?.['gardener.cloud/role'] === role);
  const projects = once(() => {
    const all = view
      .ofKind(core, 'Project')
      .map(({ object }) => defaultProject(withoutNulls(object) as unknown as Loose<Project>));
    return new Map(all.map(project => [namespaceOf(project), project]));
  });
  return {
    complete: view.complete,
    now: view.now,
    plugins: serverPlugins(view),
    cloudProfile: name => find('CloudProfile', undefined, name),
    namespacedCloudProfile: (namespace, name) => find('NamespacedCloudProfile', namespace, name),
    seed: memoize(name => {
      const seed = find('Seed', undefined, name) ?? seedOfGardenlet(view, cluster, name);
      return seed && withStoredLabels(seed, view);
    }),
    projectOf: namespace => projects().get(namespace),
    exposureClass: name => find('ExposureClass', undefined, name),
    secretBinding: (namespace, name) => find('SecretBinding', namespace, name),
    credentialsBinding: (namespace, name) => find('CredentialsBinding', namespace, name),
    secret: (namespace, name) => find('Secret', namespace, name),
    quota: (namespace, name) => find('Quota', namespace, name),
    bindings: once(() =>
      [...view.ofKind(core, 'SecretBinding'), ...view.ofKind(security, 'CredentialsBinding')].map(
        ({ object }) => withoutNulls(object) as unknown as Loose<SecretBinding | CredentialsBinding>,
      ),
    ),
    absenceOf(kind, namespace, name) {
      if (kind === 'Project') return absenceOfProject(view, name, [...projects().keys()]);
      if (kind === 'Seed' && isManagedSeed(view, cluster, name)) return { state: 'elsewhere' };
      const result = search(kind, namespace, name);
      return result.state === 'found' ? { state: 'elsewhere' } : result;
    },
    shoots: once(() => view.ofKind(core, 'Shoot').map(({ object }) => withoutNulls(object) as unknown as Loose<Shoot>)),
    defaultDomains: once(() => gardenSecrets('default-domain').sort(byPriority).flatMap(domainOf)),
    managesIssuers: once(() => gardenSecrets('shoot-service-account-issuer').length > 0),
  };
}

/** A tree with projects has all of them, but perhaps that of the operators. */
function absenceOfProject(view: View, namespace: string, others: readonly string[]): Absence {
  const name = namespace.replace(/^garden-/, '');
  if (view.isExternal(core, 'Project', undefined, name)) return { state: 'elsewhere' };
  if (!view.complete && (others.length === 0 || namespace === 'garden')) return { state: 'unknown' };
  const near = suggest(namespace, others);
  return { state: 'absent', ...(near !== undefined && { near }) };
}

/** Many Shoots refer to one object. */
function withoutNullsOnce(): (object: KubernetesObject) => KubernetesObject {
  const known = new WeakMap<KubernetesObject, KubernetesObject>();
  return object => {
    let result = known.get(object);
    if (result === undefined) known.set(object, (result = withoutNulls(object)));
    return result;
  };
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
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
