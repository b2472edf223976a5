import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { projectNameOf, scheduledSeed } from '../../gardener/scheduled-seed';
import type { Loose } from '../../core/loose';
import type { View, ViewObject } from '../../rules/view';
import { knownSeeds } from '../view/known-seeds';
import { operatorConfig } from '../view/operator-config';
import { profileConfigOf } from '../view/profile-config';
import { treeSubject, type TreeSubject } from '../view/subjects';
import type { ChangedFilters } from './changed-filters';

/** A shoot of both trees about which something changes. */
export interface ShootPair {
  readonly before: TreeSubject;
  readonly after: TreeSubject;
}

/**
 * The shoots of both trees whose access may change: those with another manifest, other surroundings, or other filters in their ways. All
 * others cost the comparison of their text.
 */
export function* changedShoots(before: View, after: View, filters: ChangedFilters): Iterable<ShootPair> {
  const surroundings = new Surroundings(before, after);
  for (const entry of after.ofKind(group, 'Shoot')) {
    const twin = before.find(group, 'Shoot', entry.object.metadata.namespace, entry.object.metadata.name ?? '');
    if (twin === undefined || twin.malformed === true) continue;
    const isSame = surroundings.same(twin, entry);
    if (isSame && filters.clusters.length === 0) continue;
    const now = treeSubject(after, entry);
    if (isSame && !filters.touch(now)) continue;
    const old = treeSubject(before, twin);
    if (isSame || hasControl(old) || hasControl(now) || filters.touch(old) || filters.touch(now)) {
      yield { before: old, after: now };
    }
  }
}

const group = 'core.gardener.cloud';

function hasControl({ situation, guarded }: TreeSubject): boolean {
  return situation.entry.index >= 0 || guarded;
}

/** Everything beside its filters that the access to a shoot depends on, in two trees. */
class Surroundings {
  private readonly before: View;
  private readonly after: View;
  private readonly everything: boolean;
  private readonly seeds: readonly [ReturnType<typeof knownSeeds>, ReturnType<typeof knownSeeds>];
  private readonly known = new Map<string, boolean>();

  constructor(before: View, after: View) {
    this.before = before;
    this.after = after;
    this.seeds = [knownSeeds(before), knownSeeds(after)];
    this.everything = before.gardener === after.gardener && alike(operatorConfig(before), operatorConfig(after));
  }

  same(twin: ViewObject, entry: ViewObject): boolean {
    if (!this.everything || !alike(twin.object, entry.object)) return false;
    const { namespace } = entry.object.metadata;
    const project = projectNameOf(this.after, namespace);
    const seed = scheduledSeed(this.after, entry);
    return (
      scheduledSeed(this.before, twin) === seed &&
      projectNameOf(this.before, namespace) === project &&
      this.sameFacts(`shoot/${project}/${entry.object.metadata.name ?? ''}`) &&
      this.sameSeed(seed ?? '') &&
      this.sameReferences(entry)
    );
  }

  private sameSeed(name: string): boolean {
    return this.once(`seed ${name}`, () => {
      const [old, now] = this.seeds.map(seeds => {
        const { seed, gardenlet, managed } = seeds.get(name) ?? {};
        return { seed, gardenlet, managed };
      });
      return alike(old, now) && this.sameFacts(`seed/${name}`);
    });
  }

  /** The class and the profile that the Shoot names. */
  private sameReferences({ object }: ViewObject): boolean {
    const shoot = object as Loose<Shoot>;
    const { exposureClassName: name, cloudProfile, cloudProfileName } = shoot.spec ?? {};
    const profile = JSON.stringify([shoot.metadata?.namespace, cloudProfile, cloudProfileName]);
    const classOf = (view: View): unknown =>
      name === undefined ? undefined : view.find(group, 'ExposureClass', undefined, name)?.object;
    return (
      this.once(`class ${name ?? ''}`, () => alike(classOf(this.before), classOf(this.after))) &&
      this.once(`profile ${profile}`, () =>
        alike(profileConfigOf(this.before, shoot), profileConfigOf(this.after, shoot)),
      )
    );
  }

  private sameFacts(object: string): boolean {
    const [old, now] = [this.before, this.after].map(({ facts }) =>
      [...(facts.get(object) ?? [])].map(([name, { value }]) => [name, value]),
    );
    return alike(old, now);
  }

  private once(key: string, look: () => boolean): boolean {
    const known = this.known.get(key) ?? look();
    this.known.set(key, known);
    return known;
  }
}

function alike(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
