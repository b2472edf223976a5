import type { ExposureClass, Extension, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { shortId } from '../../core/gardener-names';
import type { Loose } from '../../core/loose';
import { memoizeByIdentity } from '../../core/memo';
import { withoutNulls } from '../../core/null';
import type { KubernetesObject } from '../../core/object';
import type { View, ViewObject } from '../../rules/view';
import { scheduledSeed } from '../../gardener/scheduled-seed';
import { readAclFacts, type AclFacts, type UnreadableFact } from '../facts';
import { FilterIndex } from '../evaluate/filter-index';
import { technicalID } from '../identity';
import type { AclSubject } from '../lints/analysis';
import type { ExtensionEntry, OperatorConfig, Situation } from '../situation';
import { guardedIds } from './guarded-ids';
import { profileConfigOf } from './profile-config';
import { knownSeeds, type KnownSeed } from './known-seeds';
import { operatorConfig } from './operator-config';

/** A shoot of the tree with an ACL, and where its findings belong. */
export interface TreeSubject extends AclSubject {
  readonly guarded: boolean;
  readonly entry: ViewObject;
  readonly seed: KnownSeed | undefined;
  /** Also of a seed that the tree does not hold. */
  readonly seedName: string | undefined;
  readonly unreadableFacts: readonly UnreadableFact[];
}

/** Every Shoot of a tree that has an `acl` entry or filters of its own, with everything that the tree knows about it. */
export const treeSubjects: (view: View) => readonly TreeSubject[] = memoizeByIdentity(view => {
  const context = contextOf(view);
  const shoots = view.ofKind('core.gardener.cloud', 'Shoot');
  // most Shoots have neither, and a situation costs more than this look
  const concerned = context.guarded.size > 0 ? shoots : shoots.filter(({ object }) => hasEntry(object));
  return concerned
    .map(entry => anySubject(entry, context))
    .filter(({ situation, guarded }) => situation.entry.index >= 0 || guarded);
});

function hasEntry(object: KubernetesObject): boolean {
  const { spec } = object as Loose<Shoot>;
  return spec?.extensions?.some(extension => (extension as Partial<Extension> | null)?.type === 'acl') ?? false;
}

/** Every Shoot of a tree, with or without an ACL. */
export function everyShoot(view: View): TreeSubject[] {
  return view.ofKind('core.gardener.cloud', 'Shoot').map(entry => treeSubject(view, entry));
}

/** One Shoot of a tree, with or without an ACL. */
export function treeSubject(view: View, entry: ViewObject): TreeSubject {
  return anySubject(entry, contextOf(view));
}

/** The situation of any Shoot of a tree, with or without an ACL. */
export function treeSituation(view: View, entry: ViewObject): Situation {
  return situate(entry, contextOf(view)).situation;
}

interface Context {
  readonly view: View;
  readonly seeds: ReadonlyMap<string, KnownSeed>;
  readonly operator: OperatorConfig;
  readonly projects: ReadonlyMap<string, string>;
  /** EnvoyFilters by cluster. */
  readonly filters: ReadonlyMap<string, FilterIndex>;
  readonly guarded: ReadonlySet<string>;
}

const contexts = new WeakMap<View, Context>();

/** A tree is looked at once, however many shoots ask. */
function contextOf(view: View): Context {
  const known = contexts.get(view) ?? look(view);
  contexts.set(view, known);
  return known;
}

function look(view: View): Context {
  const filters = view.ofKind('networking.istio.io', 'EnvoyFilter');
  const projects = view.ofKind('core.gardener.cloud', 'Project').map(({ object }) => {
    const namespace = (object['spec'] as { namespace?: string } | undefined)?.namespace;
    return [namespace ?? `garden-${object.metadata.name ?? ''}`, object.metadata.name ?? ''] as const;
  });
  return {
    view,
    seeds: knownSeeds(view),
    operator: operatorConfig(view),
    projects: new Map(projects),
    filters: indexByCluster(filters),
    guarded: guardedIds(filters.map(({ object }) => object)),
  };
}

function anySubject(entry: ViewObject, context: Context): TreeSubject {
  const { situation, seed, seedName, unreadableFacts } = situate(entry, context);
  const id = technicalID(situation);
  const guarded = context.guarded.has(id) || context.guarded.has(shortId(id));
  const hasEntry = situation.entry.index >= 0;
  const delivery = hasEntry && !(situation.entry.disabled && guarded) ? 'extension' : 'gitops';
  const filters = filtersOf(context, seed);
  const seedKnown = seed !== undefined;
  return { entry, situation, delivery, seedKnown, guarded, seed, seedName, unreadableFacts, filters };
}

function filtersOf({ filters }: Context, seed: KnownSeed | undefined): FilterIndex {
  const own = seed === undefined ? undefined : filters.get(`seeds/${seed.name}`);
  return own ?? filters.get('') ?? noFilters;
}

const noFilters = new FilterIndex([]);

/** One index per seed; where the tree does not tell the cluster of an EnvoyFilter, it may belong to any of them. */
function indexByCluster(entries: readonly ViewObject[]): ReadonlyMap<string, FilterIndex> {
  const anywhere = entries.filter(({ cluster }) => cluster === '');
  const byCluster = new Map<string, ViewObject[]>([['', anywhere]]);
  for (const entry of entries) {
    if (entry.cluster === '') continue;
    const list = byCluster.get(entry.cluster) ?? [...anywhere];
    list.push(entry);
    byCluster.set(entry.cluster, list);
  }
  return new Map([...byCluster].map(([cluster, list]) => [cluster, new FilterIndex(list.map(({ object }) => object))]));
}

function situate(
  entry: ViewObject,
  { view, seeds, operator, projects }: Context,
): {
  readonly situation: Situation;
} & Pick<TreeSubject, 'seed' | 'seedName' | 'unreadableFacts'> {
  const shoot = withoutNulls(entry.object) as Loose<Shoot>;
  const namespace = shoot.metadata?.namespace ?? '';
  const project = projects.get(namespace) ?? namespace.replace(/^garden-/, '');
  const seedName = scheduledSeed(view, entry);
  const seed = seeds.get(seedName ?? '');
  const read = readAclFacts(view.facts, { project, shoot: shoot.metadata?.name ?? '', seed: seed?.name ?? '' });
  const situation: Situation = {
    gardener: view.gardener,
    project,
    shoot: asObserved(shoot, read.facts),
    seed: seed?.seed ?? {},
    gardenlet: seed?.gardenlet,
    exposureClass: exposureClassOf(view, shoot),
    profileConfig: profileConfigOf(view, shoot),
    operator,
    entry: extensionEntry(shoot),
    facts: withStatus({ ...read.facts, ...(seed?.managed && { managedSeed: true }) }, shoot),
  };
  return { situation, seed, seedName, unreadableFacts: read.unreadable };
}

function exposureClassOf(view: View, shoot: Loose<Shoot>): Loose<ExposureClass> | undefined {
  const name = shoot.spec?.exposureClassName;
  const found = name === undefined ? undefined : view.find('core.gardener.cloud', 'ExposureClass', undefined, name);
  return found === undefined || found.malformed ? undefined : (found.object as Loose<ExposureClass>);
}

/** Index -1: the Shoot has no such entry. */
function extensionEntry(shoot: Loose<Shoot>): ExtensionEntry {
  const extensions = shoot.spec?.extensions ?? [];
  const index = extensions.findIndex(({ type }) => type === 'acl');
  const entry = extensions[index];
  return { index, disabled: entry?.disabled ?? entry === undefined, providerConfig: entry?.providerConfig };
}

/** A manifest from Git has no status: a Shoot that is to sleep and has no gateway does. */
function asObserved(shoot: Loose<Shoot>, { kubeApiserverGateway }: AclFacts): Loose<Shoot> {
  const absent = kubeApiserverGateway === null || (kubeApiserverGateway && 'absent' in kubeApiserverGateway);
  const asleep = shoot.status === undefined && shoot.spec?.hibernation?.enabled === true && absent === true;
  return asleep ? { ...shoot, status: { hibernated: true } } : shoot;
}

/** An exported Shoot tells what its provider published. */
function withStatus(facts: AclFacts, shoot: Loose<Shoot>): AclFacts {
  const egressCIDRs = shoot.status?.networking?.egressCIDRs;
  if (facts.infrastructure !== undefined || egressCIDRs === undefined) return facts;
  return { ...facts, infrastructure: { status: { egressCIDRs } } };
}
