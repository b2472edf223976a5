import type { Prediction } from '../rules/topic';
import type { View } from '../rules/view';
import { treeShoots, type TreeShoot } from './view/shoots';

/**
 * The machine classes, machine deployments and Secrets that the provider will create for the Shoots of a tree, zone by zone. Shoots whose profile
 * is not in the tree, and pools that the provider cannot make, have none; the checks say why.
 */
export function* predictMachines(view: View): Iterable<Prediction> {
  for (const shoot of treeShoots(view)) {
    if (shoot.knownProfile === undefined) continue;
    const cluster = seedCluster(shoot);
    for (const { zones } of shoot.machines.pools)
      for (const { secret, machineClass, machineDeployment } of zones)
        for (const object of [secret, machineClass, machineDeployment]) yield { cluster, object, because: shoot.entry };
  }
}

/** The seed that a Shoot runs on; Shoots that no seed is written for are shown together. */
function seedCluster({ shoot }: TreeShoot): string {
  return `seeds/${shoot.spec?.seedName ?? shoot.status?.seedName ?? 'unscheduled'}`;
}
