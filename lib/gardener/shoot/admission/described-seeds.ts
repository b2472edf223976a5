import type { Seed } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { withoutNulls } from '../../../core/null';
import type { View } from '../../../rules/view';
import { gardenletOf } from '../../gitops-rules/gardenlets';
import { lookUp } from '../../landscape-rules/lookup';

const group = 'seedmanagement.gardener.cloud';
const namespace = 'garden';

/** The Seed that a Gardenlet of the tree will register. */
export function seedOfGardenlet(view: View, cluster: string, name: string): Loose<Seed> | undefined {
  const result = lookUp(view, cluster, { group, kind: 'Gardenlet', namespace, name });
  if (result.state !== 'found' || result.entry.malformed === true) return undefined;
  const { metadata, spec } = gardenletOf(withoutNulls(result.entry.object)).config.seedConfig ?? {};
  return { metadata: { ...metadata, name }, spec };
}

/** A ManagedSeed registers a Seed of its name, or a set of them does; much of that Seed comes from the Shoot below it. */
export function isManagedSeed(view: View, cluster: string, name: string): boolean {
  if (lookUp(view, cluster, { group, kind: 'ManagedSeed', namespace, name }).state === 'found') return true;
  const set = /^(.+)-\d+$/.exec(name)?.[1];
  return (
    set !== undefined &&
    lookUp(view, cluster, { group, kind: 'ManagedSeedSet', namespace, name: set }).state === 'found'
  );
}
