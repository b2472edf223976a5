import type { Container, PodSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import { Quantity } from '../../core/quantity';
import { isSidecar } from './containers-of';

/** Amounts by resource. */
export type Amounts = ReadonlyMap<string, Quantity>;

/** What one container asks for. */
export type AmountsOfContainer = (container: Loose<Container>) => Amounts;

/**
 * What the containers of a pod need together: the most of any moment. Containers and sidecars run at the same time, other init containers one
 * by one beside the sidecars that were started before (component-helpers:resource/helpers.go `AggregateContainerRequests` v0.36).
 */
export function totalOf(spec: Loose<PodSpec>, amountsOf: AmountsOfContainer): Amounts {
  const running = new Map<string, Quantity>();
  for (const container of spec.containers ?? []) add(running, amountsOf(container));
  const sidecars = new Map<string, Quantity>();
  const most = new Map<string, Quantity>();
  for (const container of spec.initContainers ?? []) {
    const amounts = amountsOf(container);
    if (isSidecar(container)) {
      add(running, amounts);
      add(sidecars, amounts);
    }
    const moment = new Map(sidecars);
    if (!isSidecar(container)) add(moment, amounts);
    raise(most, moment);
  }
  raise(running, most);
  return running;
}

/** Amounts of a manifest, rounded up to a thousandth as the API server keeps them; what is no quantity is left to the schema. */
export function readAmounts(
  amounts: Readonly<Record<string, string | number | undefined>> = {},
): Map<string, Quantity> {
  const read = new Map<string, Quantity>();
  for (const [resource, amount] of Object.entries(amounts)) {
    const quantity = amount === undefined ? undefined : Quantity.parse(amount);
    if (quantity !== undefined) read.set(resource, Quantity.fromInteger(quantity.value(-3), quantity.format, -3));
  }
  return read;
}

function add(total: Map<string, Quantity>, amounts: Amounts): void {
  for (const [resource, amount] of amounts) total.set(resource, total.get(resource)?.add(amount) ?? amount);
}

function raise(most: Map<string, Quantity>, amounts: Amounts): void {
  for (const [resource, amount] of amounts) {
    const known = most.get(resource);
    if (known === undefined || amount.compare(known) > 0) most.set(resource, amount);
  }
}
