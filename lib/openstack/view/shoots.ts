import { technicalId } from '../../core/gardener-names';
import { memoizeByIdentity } from '../../core/memo';
import { withoutNulls } from '../../core/null';
import { projectOfNamespace } from '../../gardener/project-name';
import type { View, ViewObject } from '../../rules/view';
import { admitShoot, type AdmittedShoot } from '../admission/admit';
import { limitsOf, shootFacts, type ShootFacts } from '../facts';
import type { ShootSubject } from '../lints/subjects';
import { machineConfig } from '../machine/machine-config';
import { placeholderInfrastructure, withServerGroups } from '../machine/placeholders';
import type { Pool } from '../machine/pool';
import type { InfrastructureState, ShootObject, WorkerState } from '../objects';
import { coreGroup, isOpenStack, profileOf, type ShootProfile } from './profile';

/** A Shoot of OpenStack in a tree, with everything that its machines follow from. */
export interface TreeShoot extends ShootSubject {
  readonly entry: ViewObject;
  readonly project: string;
  readonly technicalID: string;
  /** Undefined when the tree does not hold the profile: machines cannot be told then, hashes can. */
  readonly knownProfile: ShootProfile | undefined;
  /** Pools whose server group is not known, so that their hash is a stand-in. */
  readonly serverGroupPlaceholders: readonly string[];
}

const shootsOf = memoizeByIdentity((_view: View) => new Map<ViewObject, TreeShoot | undefined>());

/**
 * The Shoots of OpenStack with workers, in the order of the tree.
 *
 * @param isWanted says which of them are needed: what follows from a Shoot costs more than a look at it
 */
export function treeShoots(view: View, isWanted = (_shoot: ShootObject): boolean => true): TreeShoot[] {
  return view
    .ofKind(coreGroup, 'Shoot')
    .flatMap(entry => (isWanted(withoutNulls(entry.object) as ShootObject) ? (treeShoot(view, entry) ?? []) : []));
}

/**
 * One Shoot of the tree; undefined when it is not one of OpenStack, or has no workers. Computed once for a view.
 *
 * @param old the Shoot before a change: its pools keep their images
 */
export function treeShoot(view: View, entry: ViewObject, old?: ShootObject): TreeShoot | undefined {
  if (old !== undefined) return makeShoot(view, entry, old);
  const shoots = shootsOf(view);
  let shoot = shoots.get(entry);
  if (shoot === undefined && !shoots.has(entry)) shoots.set(entry, (shoot = makeShoot(view, entry)));
  return shoot;
}

function makeShoot(view: View, entry: ViewObject, old?: ShootObject): TreeShoot | undefined {
  const written = withoutNulls(entry.object) as ShootObject;
  const { type, workers = [] } = written.spec?.provider ?? {};
  if (!isOpenStack(type) || workers.length === 0) return undefined;
  const project = projectOfNamespace(view, written.metadata?.namespace ?? '');
  const name = written.metadata?.name ?? '';
  const facts = shootFacts(view.facts, project, name);
  const knownProfile = profileOf(view, written);
  const profile = { spec: knownProfile?.spec ?? {}, config: knownProfile?.config ?? {}, now: view.now };
  const { admitted, technicalID, uid } = identified(
    admitShoot(written, { profile: profile.spec, old, now: view.now }),
    facts,
    technicalId(project, name),
  );
  const observed = observedStatus(view, { namespace: technicalID, name }, facts);
  const groups = withServerGroups(observed.worker, admitted.workers, {
    shootUID: uid,
    old: old?.spec?.provider?.workers,
  });
  const machines = machineConfig({
    admitted,
    profileName: knownProfile?.name ?? '',
    profile: profile.spec,
    config: profile.config,
    infrastructure: observed.infrastructure ?? placeholderInfrastructure(technicalID),
    workerStatus: groups.status,
    namespace: technicalID,
    userData: pool => userDataNote(pool, technicalID),
    mode: 'upstream-2026',
    rememberedCapacities: new Map(Object.entries(facts.rememberedCapacities ?? {})),
  });
  return {
    entry,
    project,
    technicalID,
    knownProfile,
    serverGroupPlaceholders: groups.placeholders,
    shoot: written,
    admitted,
    profile,
    workerStatus: observed.worker,
    machines,
    limits: limitsOf(view.facts),
  };
}

/** Whether facts or objects of the tree tell what a controller made of a Shoot. */
export function isObserved(view: View, { object: { metadata, status } }: ViewObject): boolean {
  const project = projectOfNamespace(view, metadata.namespace ?? '');
  const isState = (kind: string): boolean => view.ofKind('extensions.gardener.cloud', kind).length > 0;
  return (
    status !== undefined ||
    view.facts.get(`shoot/${project}/${metadata.name ?? ''}`) !== undefined ||
    isState('Infrastructure') ||
    isState('Worker')
  );
}

/** The Shoot with the names that Gardener gives it; those of one that does not exist yet can be told, but for its uid. */
function identified(
  admitted: AdmittedShoot,
  facts: ShootFacts,
  derivedID: string,
): { readonly admitted: AdmittedShoot; readonly technicalID: string; readonly uid: string } {
  const { shoot } = admitted;
  const { status } = shoot;
  const technicalID = status?.technicalID ?? facts.technicalID ?? derivedID;
  const uid = status?.uid ?? facts.uid ?? '';
  return { admitted: { ...admitted, shoot: { ...shoot, status: { ...status, technicalID, uid } } }, technicalID, uid };
}

/** Where the boot script of a pool comes from; a preview never holds the script itself. */
function userDataNote(pool: Pool, namespace: string): string {
  return `see key cloud_config of Secret ${namespace}/osc-result-${pool.nodeAgent.name}-init`;
}

/** What the provider wrote: facts, else the extension objects if the tree holds them. */
function observedStatus(
  view: View,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  facts: ShootFacts,
): { readonly infrastructure: InfrastructureState | undefined; readonly worker: WorkerState | undefined } {
  const statusOf = (kind: string): object | undefined => {
    const found = view.find('extensions.gardener.cloud', kind, namespace, name)?.object;
    return (found?.['status'] as { readonly providerStatus?: object } | undefined)?.providerStatus;
  };
  return {
    infrastructure: facts.infrastructureStatus ?? statusOf('Infrastructure'),
    worker: facts.workerStatus ?? statusOf('Worker'),
  };
}
