import { completeArchitecture } from '../../gardener/shoot/admission/complete-image';
import type { ShootObject, WorkerSpec } from '../objects';
import { admitImage } from './admit-image';
import { admitVersion, type Admission, type AdmissionOptions, type FilledIn } from './admission';
import { defaultedShoot } from './api-defaults';
import {
  fillReservation,
  reservationForMachine,
  staticReservation,
} from '../../gardener/shoot/admission/kubelet-reservation';
import { machineTypeOf } from '../profile/read';

/** A Shoot as the API server stores it, as far as worker pools depend on it. */
export interface AdmittedShoot {
  readonly shoot: ShootObject;
  readonly workers: readonly WorkerSpec[];
  readonly filledIn: readonly FilledIn[];
  /** What admission would answer instead; the values concerned are then left as they were. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/**
 * A Shoot with the defaults that reach its machines: those of the API, then of the plugins ShootMutator and ShootResourceReservation.
 * `gardener:plugin/pkg/shoot/{mutator,resourcereservation}/admission.go` v1.150.
 */
export function admitShoot(shoot: ShootObject, options: AdmissionOptions): AdmittedShoot {
  const admission: Admission = { ...options, filledIn: [], problems: [] };
  const defaulted = defaultedShoot(shoot, admission);
  const { kubernetes = {}, provider = {} } = defaulted.spec ?? {};
  const version = admitVersion(kubernetes.version ?? '', 'spec.kubernetes.version', admission);
  const reserveByPool =
    options.reservation === 'machine-type' && shoot.spec?.kubernetes?.kubelet?.kubeReserved === undefined;
  const mutated = (provider.workers ?? []).map((worker, index) => admitMachine(worker, poolPath(index), admission));
  const workers = reserveByPool
    ? mutated.map((worker, index) => reserveForPool(worker, poolPath(index), admission))
    : mutated;
  const kubelet = reserveByPool ? kubernetes.kubelet : reserveForShoot(kubernetes.kubelet, admission);
  const spec = {
    ...defaulted.spec,
    kubernetes: { ...kubernetes, version, kubelet },
    provider: { ...provider, workers },
  };
  return { shoot: { ...defaulted, spec }, workers, filledIn: admission.filledIn, problems: admission.problems };
}

const poolPath = (index: number): string => `spec.provider.workers[${index}]`;

type Kubelet = NonNullable<NonNullable<ShootObject['spec']>['kubernetes']>['kubelet'];

function reserveForShoot(kubelet: Kubelet, { filledIn }: Admission): Kubelet {
  const kubeReserved = fillReservation(kubelet?.kubeReserved, staticReservation);
  for (const key of ['cpu', 'memory', 'pid'] as const) {
    if (kubelet?.kubeReserved?.[key] !== undefined) continue;
    const path = `spec.kubernetes.kubelet.kubeReserved.${key}`;
    filledIn.push({ path, value: kubeReserved[key], by: 'ShootResourceReservation' });
  }
  return { ...kubelet, kubeReserved };
}

function reserveForPool(worker: WorkerSpec, path: string, admission: Admission): WorkerSpec {
  const type = machineTypeOf(admission.profile, worker.machine?.type);
  if (type === undefined) {
    admission.problems.push({ path: `${path}.machine.type`, message: 'worker machine type unknown' });
    return worker;
  }
  const kubelet = worker.kubernetes?.kubelet;
  const kubeReserved = fillReservation(kubelet?.kubeReserved, reservationForMachine(type));
  const field = `${path}.kubernetes.kubelet.kubeReserved`;
  admission.filledIn.push({ path: field, value: kubeReserved, by: 'ShootResourceReservation' });
  return { ...worker, kubernetes: { ...worker.kubernetes, kubelet: { ...kubelet, kubeReserved } } };
}

/** Version, architecture and image of one pool. */
function admitMachine(worker: WorkerSpec, path: string, admission: Admission): WorkerSpec {
  const { profile, filledIn } = admission;
  const complete = completeArchitecture(worker, profile);
  const { machine = {} } = complete;
  if (complete !== worker)
    filledIn.push({ path: `${path}.machine.architecture`, value: machine.architecture, by: 'ShootMutator' });
  const image = admitImage(complete, path, admission);
  const version = worker.kubernetes?.version;
  return {
    ...worker,
    machine: { ...machine, ...(image && { image }) },
    ...(version !== undefined && {
      kubernetes: { ...worker.kubernetes, version: admitVersion(version, `${path}.kubernetes.version`, admission) },
    }),
  };
}
