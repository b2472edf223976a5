import type { Landscape } from '../../landscape/landscape';
import type { DeliveryOptions } from '../delivery/options';
import type { Installer } from '../install/installer';

/** What says how clusters are delivered: the delivery of a landscape, or the bootstrap of a shoot with a source of its own. */
export interface Deliverer {
  readonly options: DeliveryOptions;
  /** How Flux gets into a cluster. */
  readonly installer: (cluster: string) => Installer | undefined;
}

/** Who delivers what in a landscape. */
export interface Deliverers {
  /** Everything that nobody else delivers. */
  main?: Deliverer;
  /** Clusters that are not the main delivery's, by path. */
  readonly apart: Set<string>;
  /** Clusters that run Flux, whether or not they have units. */
  readonly hosts: Set<string>;
}

const deliverersSymbol = Symbol.for('cdk8s-gardener.flux-deliverers');

/** The deliverers of a landscape, shared by the constructs that make them. */
export function deliverersOf(landscape: Landscape): Deliverers {
  const holder = landscape as unknown as Record<symbol, Deliverers | undefined>;
  return (holder[deliverersSymbol] ??= { apart: new Set(), hosts: new Set() });
}
