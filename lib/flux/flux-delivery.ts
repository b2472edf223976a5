import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Landscape } from '../landscape/landscape';
import { placeOf } from '../synth/unit-place';
import type { DeliveryOptions } from './delivery/options';
import { unitKey, type Substitution } from './delivery/unit';
import { deliverersOf, type Deliverer } from './emission/deliverers';
import { emitDelivery } from './emission/emit';
import { componentsOfInstaller, type Installer } from './install/installer';

/** How a landscape gets to its clusters. */
export interface FluxDeliveryProps extends Omit<DeliveryOptions, 'landscape'> {
  /** How Flux gets into the clusters that run it, for all or by cluster. @default it is there, or an extension brings it */
  readonly install?: Installer | ((cluster: string) => Installer | undefined);
}

/**
 * Delivers a landscape with Flux: each cluster that runs Flux gets a unit `flux-system` with the source of dist/ and a Flux Kustomization for every unit that it
 * applies, made from the finished tree. Objects whose loss hurts are protected from being pruned.
 */
export class FluxDelivery extends Construct implements Deliverer {
  readonly options: DeliveryOptions;
  readonly installer: Deliverer['installer'];
  private readonly substitutions = new Map<string, Substitution>();

  /** @throws Error when the landscape has a delivery */
  constructor(landscape: Landscape, id: string, props: FluxDeliveryProps) {
    super(landscape, id);
    const { install, ...options } = props;
    this.installer = typeof install === 'function' ? install : () => install;
    this.options = {
      ...options,
      landscape: landscape.name,
      artifactPerUnit: props.artifactPerUnit ?? (cluster => splits(this.installer(cluster))),
    };
    const deliverers = deliverersOf(landscape);
    if (deliverers.main !== undefined) throw new Error(`${landscape.name} has a delivery: ${id} would be a second one`);
    deliverers.main = this;
    landscape.whenFinished(tree => {
      const { options: delivery, installer, substitutions } = this;
      const delivers = (cluster: string): boolean => !deliverers.apart.has(cluster);
      emitDelivery(tree, { owner: this, options: delivery, installer, substitutions, delivers });
    });
  }

  /** Lets Flux fill in values in the objects of a unit, where they hold a `fluxVar`. Every other dollar is escaped. */
  substitute(unit: Chart, substitution: Substitution): void {
    const { cluster, unit: folder } = placeOf(unit);
    this.substitutions.set(unitKey({ cluster, folder }), substitution);
  }
}

/** The controller that makes an artifact per unit is there. */
function splits(installer: Installer | undefined): boolean {
  return componentsOfInstaller(installer).includes('source-watcher');
}
