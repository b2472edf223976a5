import { Quantity } from '../../../core/quantity';

/** Resources that a kubelet keeps from pods. */
export interface Reservation {
  readonly cpu?: string | number | undefined;
  readonly memory?: string | number | undefined;
  readonly pid?: string | number | undefined;
  readonly ephemeralStorage?: string | number | undefined;
}

/** What admission fills in for a shoot whose kubelet configuration says nothing. */
export const staticReservation = { cpu: '80m', memory: '1Gi', pid: '20k' } as const;

/** The reservation with the missing values filled in; `ephemeralStorage` has no default. */
export function fillReservation(
  reservation: Reservation | undefined,
  defaults: Required<Pick<Reservation, 'cpu' | 'memory' | 'pid'>>,
): Reservation {
  const { cpu = defaults.cpu, memory = defaults.memory, pid = defaults.pid, ...rest } = reservation ?? {};
  return { ...rest, cpu, memory, pid };
}

const gibibyte = 1024 ** 3;

/**
 * The reservation by size of the machine, which landscapes may select instead of the static one.
 * `gardener:plugin/pkg/shoot/resourcereservation/admission.go` (calculateResourceReservationForMachineType) v1.150.
 */
export function reservationForMachine(machine: {
  readonly cpu?: string | number | undefined;
  readonly memory?: string | number | undefined;
}): { readonly cpu: string; readonly memory: string; readonly pid: string } {
  const milliCores = Quantity.parse(machine.cpu ?? 0)?.toNumber(-3) ?? 0;
  const bytes = Quantity.parse(machine.memory ?? 0)?.toNumber() ?? 0;
  return {
    cpu: Quantity.fromInteger(reservedMilliCores(milliCores), 'BinarySI', -3).toString(),
    memory: Quantity.fromInteger(reservedBytes(bytes), 'BinarySI').toString(),
    pid: '20k',
  };
}

/** 6 % of the first core, 1 % of the second, 0.5 % of the third and fourth, 0.25 % of the rest. */
function reservedMilliCores(milli: number): number {
  const cores = Math.trunc(milli / 1000);
  let reserved = 0;
  if (milli > 0) reserved += 60;
  if (milli > 1000) reserved += 10;
  if (milli > 2000) reserved += (Math.min(cores, 4) - 2) * 5;
  if (milli > 4000) reserved += Math.trunc(((cores - 4) * 5) / 2);
  return reserved;
}

/** 25 % up to 4 GiB, 20 % up to 8, 10 % up to 16, 6 % up to 128, 2 % of the rest; 255 MiB below 1 GiB. Integer division as upstream. */
function reservedBytes(bytes: number): number {
  const between = (from: number, to: number): number => Math.min(bytes, to * gibibyte) - from * gibibyte;
  if (bytes < gibibyte) return 255 * 1024 ** 2;
  let reserved = Math.trunc(Math.min(bytes, 4 * gibibyte) / 4);
  if (bytes >= 4 * gibibyte) reserved += Math.trunc(between(4, 8) / 5);
  if (bytes >= 8 * gibibyte) reserved += Math.trunc(between(8, 16) / 10);
  if (bytes >= 16 * gibibyte) reserved += Math.trunc(between(16, 128) / 100) * 6;
  if (bytes >= 128 * gibibyte) reserved += Math.trunc((bytes - 128 * gibibyte) / 100) * 2;
  return reserved;
}
