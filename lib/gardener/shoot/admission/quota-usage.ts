import type { Shoot, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { Quantity } from '../../../core/quantity';
import { findMachineType, type Profile } from './catalog';

/** What quotas count, in the order in which upstream names them. */
export const quotaMetrics = ['cpu', 'gpu', 'memory', 'storage.standard', 'storage.premium', 'loadbalancer'] as const;

/** A thing that quotas count. */
export type QuotaMetric = (typeof quotaMetrics)[number];

/** Amounts by metric; a metric that is missing counts nothing. */
export type Usage = Readonly<Partial<Record<QuotaMetric, Quantity>>>;

/** What a Shoot counts, and the pools whose volume cannot be counted. */
export interface ShootUsage {
  readonly usage: Usage;
  /** Positions of pools without a volume, or with one whose class is neither standard nor premium. */
  readonly uncountable: readonly number[];
}

/**
 * What a Shoot may take at most: each pool at its maximum, and the load balancers of the API server and of the nginx addon.
 *
 * Source: gardener:plugin/pkg/shoot/quotavalidator/admission.go v1.150 (getShootResources).
 */
export function usageOf({ spec }: Loose<Shoot>, profile: Profile): ShootUsage {
  const balancers = spec?.addons?.nginxIngress?.enabled === true ? 2 : 1;
  let usage: Usage = { loadbalancer: Quantity.fromInteger(balancers) };
  const uncountable: number[] = [];
  for (const [index, worker] of (spec?.provider?.workers ?? []).entries()) {
    const machine = findMachineType(profile, worker.machine?.type);
    // a machine type that does not exist is refused as such
    if (machine === undefined) continue;
    const volume = volumeOf(worker, profile);
    if (volume === undefined) uncountable.push(index);
    const { cpu, gpu, memory } = machine;
    const amounts = { cpu, gpu, memory, ...(volume && { [`storage.${volume.class}`]: volume.size }) };
    usage = addUsage(usage, timesMaximum(amounts, worker.maximum ?? 0));
  }
  return { usage, uncountable };
}

/** The sum by metric. */
export function addUsage(a: Usage, b: Usage): Usage {
  return combine(a, b, (left, right) => left.add(right));
}

/** What is left of a sum without one of its parts. */
export function subtractUsage(a: Usage, b: Usage): Usage {
  return combine(a, b, (left, right) => left.subtract(right));
}

function combine(a: Usage, b: Usage, operation: (left: Quantity, right: Quantity) => Quantity): Usage {
  const sums = quotaMetrics.map(metric => [metric, operation(a[metric] ?? Quantity.zero, b[metric] ?? Quantity.zero)]);
  return Object.fromEntries(sums) as Usage;
}

type Amounts = Readonly<Partial<Record<QuotaMetric, string | number | undefined>>>;

function timesMaximum(amounts: Amounts, maximum: number): Usage {
  const product = (amount: string | number): Quantity | undefined => Quantity.parse(amount)?.multiply(maximum);
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([metric, amount]) => {
      const quantity = amount === undefined ? undefined : product(amount);
      return quantity ? [[metric, quantity]] : [];
    }),
  );
}

interface CountedVolume {
  readonly class: 'standard' | 'premium';
  readonly size: string | number | undefined;
}

/** The root volume: that of the pool, or the one that comes with the machine type; of the class that the machine type or the volume type has. */
function volumeOf({ machine, volume }: Loose<Worker>, profile: Profile): CountedVolume | undefined {
  const storage = findMachineType(profile, machine?.type)?.storage;
  if (volume === undefined && storage?.size === undefined) return undefined;
  const type = storage ?? profile.volumeTypes?.find(({ name }) => name === volume?.type);
  const size = volume === undefined ? storage?.size : volume.size;
  return type?.class === 'standard' || type?.class === 'premium' ? { class: type.class, size } : undefined;
}
