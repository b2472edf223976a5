import type { KubernetesObject } from '../core/object';
import { scheduledSeed } from '../gardener/scheduled-seed';
import type { Prediction } from '../rules/topic';
import type { View, ViewObject } from '../rules/view';
import type { ZoneMachines } from './machine/zone-machines';
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
      for (const zone of zones)
        for (const part of parts) yield new MachinePrediction(cluster, shoot.entry, { zone, part });
  }
}

const parts = ['secret', 'machineClass', 'machineDeployment'] as const;

/** One object of a zone, which is made when somebody reads it. */
class MachinePrediction implements Prediction {
  readonly cluster: string;
  readonly because: ViewObject;
  private readonly source: { readonly zone: ZoneMachines; readonly part: (typeof parts)[number] };

  constructor(cluster: string, because: ViewObject, source: MachinePrediction['source']) {
    this.cluster = cluster;
    this.because = because;
    this.source = source;
  }

  get object(): KubernetesObject {
    return this.source.zone[this.source.part];
  }
}

/** Shoots whose seed nobody knows are shown together. */
const unscheduled = 'unscheduled';
