import { scheduledSeed } from '../gardener/scheduled-seed';
import type { Prediction } from '../rules/topic';
import type { View } from '../rules/view';
import { treeShoots } from './view/shoots';

/**
 * The machine classes, machine deployments and Secrets that the provider will create for the Shoots of a tree, zone by zone. Shoots whose profile
 * is not in the tree, and pools that the provider cannot make, have none; the checks say why.
 */
export function* predictMachines(view: View): Iterable<Prediction> {
  for (const shoot of treeShoots(view)) {
    if (shoot.knownProfile === undefined) continue;
    const cluster = `seeds/${scheduledSeed(view, shoot.entry) ?? unscheduled}`;
    for (const { zones } of shoot.machines.pools)
      for (const { secret, machineClass, machineDeployment } of zones)
        for (const object of [secret, machineClass, machineDeployment]) yield { cluster, object, because: shoot.entry };
  }
}

/** Shoots whose seed nobody knows are shown together. */
const unscheduled = 'unscheduled';
