import type { Delivery } from './deliver';
import { completeDelivery, type DeliveryOptions } from './options';
import { pathOf } from './sources';
import { fluxFolder } from './unit';

/** How a cluster gets its first Flux. */
export interface Bootstrap {
  readonly cluster: string;
  /** Folder that the commands apply; it has to hold the installation, the source and the first Flux Kustomization. */
  readonly path: string;
  readonly commands: readonly string[];
}

/** The two commands that hook each cluster up: first the controllers and their definitions, then what they reconcile. */
export function bootstrapCommands(delivery: Delivery, options: DeliveryOptions): readonly Bootstrap[] {
  const complete = completeDelivery(options);
  return [...delivery.objects.keys()].sort().map(cluster => {
    const path = pathOf({ cluster, folder: fluxFolder }, complete).slice('./'.length);
    return {
      cluster,
      path,
      commands: [
        `kubectl apply --server-side -f ${path}/gotk-components.yaml`,
        `kubectl wait --for=condition=established --timeout=1m crd -l app.kubernetes.io/part-of=flux && kubectl apply --server-side -k ${path}`,
      ],
    };
  });
}
