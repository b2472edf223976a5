import { architectureOfMachineType, defaultArchitecture } from '../pool/capabilities';
import { isInPlace } from '../pool/node-agent-key';
import type { ProfileSpec, ShootObject, WorkerSpec } from '../objects';
import { definitionsOf, machineTypeOf } from '../profile/read';
import { defaultImage } from './default-image';
import { fillReservation, reservationForMachine, staticReservation } from './kubelet-reservation';
import { defaultKubernetesVersion } from './kubernetes-version';

/** A value that admission writes where the manifest has none. */
export interface FilledIn {
  readonly path: string;
  readonly value: unknown;
  /** Who writes it: `API default`, `ShootMutator`, `ShootResourceReservation`. */
  readonly by: string;
}

/** A Shoot as the API server stores it, as far as worker pools depend on it. */
export interface AdmittedShoot {
  readonly shoot: ShootObject;
  readonly workers: readonly WorkerSpec[];
  readonly filledIn: readonly FilledIn[];
  /** What admission would answer instead; the values concerned are then left as they were. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** What admission depends on beside the Shoot. */
export interface AdmissionOptions {
  readonly profile: ProfileSpec;
  /** The Shoot before the change: existing pools keep their image. */
  readonly old?: ShootObject | undefined;
  /** Decides about preview, deprecated and expired versions. */
  readonly now?: Date | undefined;
  /**
   * How the landscape's ShootResourceReservation plugin is configured: a fixed reservation for the shoot, or one for each pool by machine type.
   *
   * @default static
   */
  readonly reservation?: 'static' | 'machine-type' | undefined;
}

/** Collects what is filled in on the way. */
interface Admission extends AdmissionOptions {
  readonly filledIn: FilledIn[];
  readonly problems: { path: string; message: string }[];
}

/**
 * A Shoot with the defaults that reach its machines: API defaults, then the plugins ShootMutator and ShootResourceReservation.
 * `gardener:pkg/apis/core/v1beta1/defaults_shoot.go`, `gardener:plugin/pkg/shoot/{mutator,resourcereservation}/admission.go` v1.150.
 */
export function admitShoot(shoot: ShootObject, options: AdmissionOptions): AdmittedShoot {
  const admission: Admission = { ...options, filledIn: [], problems: [] };
  const written = shoot.spec?.provider?.workers ?? [];
  const kubernetes = admitKubernetes(shoot, admission);
  const reserveByPool =
    options.reservation === 'machine-type' && shoot.spec?.kubernetes?.kubelet?.kubeReserved === undefined;
  const workers = written.map((worker, index) => {
    const path = `spec.provider.workers[${index}]`;
    const defaulted = admitMachine(admitWorker(worker, path, admission), path, admission);
    return reserveByPool ? reserveForPool(defaulted, path, admission) : defaulted;
  });
  const kubelet = reserveByPool ? kubernetes.kubelet : reserveForShoot(kubernetes.kubelet, admission);
  const spec = {
    ...shoot.spec,
    kubernetes: { ...kubernetes, kubelet },
    provider: { ...shoot.spec?.provider, workers },
  };
  return {
    shoot: { ...shoot, spec },
    workers,
    filledIn: admission.filledIn,
    problems: admission.problems,
  };
}

type KubernetesSpec = NonNullable<NonNullable<ShootObject['spec']>['kubernetes']>;

function admitKubernetes(shoot: ShootObject, admission: Admission): KubernetesSpec {
  const kubernetes = shoot.spec?.kubernetes ?? {};
  const path = 'spec.kubernetes.version';
  const version = completeVersion(kubernetes.version ?? '', path, admission);
  const kubeProxy = { ...kubernetes.kubeProxy };
  return {
    ...kubernetes,
    version,
    kubeProxy: { ...kubeProxy, mode: kubeProxy.mode ?? 'IPTables', enabled: kubeProxy.enabled ?? true },
    kubelet: kubernetes.kubelet ?? {},
  };
}

function completeVersion(version: string, path: string, admission: Admission): string {
  const result = defaultKubernetesVersion(admission.profile.kubernetes?.versions ?? [], version, admission.now);
  if ('problem' in result) {
    admission.problems.push({ path, message: result.problem });
    return version;
  }
  if (result.version !== version) fill(admission, { path, value: result.version, by: 'ShootMutator' });
  return result.version;
}

function reserveForShoot(kubelet: KubernetesSpec['kubelet'], admission: Admission): KubernetesSpec['kubelet'] {
  const kubeReserved = fillReservation(kubelet?.kubeReserved, staticReservation);
  for (const key of ['cpu', 'memory', 'pid'] as const) {
    if (kubelet?.kubeReserved?.[key] !== undefined) continue;
    const path = `spec.kubernetes.kubelet.kubeReserved.${key}`;
    fill(admission, { path, value: kubeReserved[key], by: 'ShootResourceReservation' });
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
  fill(admission, {
    path: `${path}.kubernetes.kubelet.kubeReserved`,
    value: kubeReserved,
    by: 'ShootResourceReservation',
  });
  return { ...worker, kubernetes: { ...worker.kubernetes, kubelet: { ...kubelet, kubeReserved } } };
}

/** API defaults of one pool. */
function admitWorker(worker: WorkerSpec, path: string, admission: Admission): WorkerSpec {
  const updateStrategy = worker.updateStrategy ?? 'AutoRollingUpdate';
  const limits = surgeDefaults[updateStrategy];
  const defaults = {
    updateStrategy,
    cri: { name: 'containerd' as const },
    systemComponents: { allow: true },
    ...limits,
  };
  for (const [field, value] of Object.entries(defaults))
    if (worker[field as keyof typeof defaults] === undefined)
      fill(admission, { path: `${path}.${field}`, value, by: 'API default' });
  const settings = worker.machineControllerManager;
  return {
    ...defaults,
    ...withoutUndefined(worker),
    ...(isInPlace(updateStrategy) && {
      machineControllerManager: { ...settings, disableHealthTimeout: settings?.disableHealthTimeout ?? true },
    }),
  };
}

/** Nodes beyond and below the wanted number while a pool is updated; pools that are updated by hand have none. */
const surgeDefaults = {
  AutoRollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
  AutoInPlaceUpdate: { maxSurge: 0, maxUnavailable: 1 },
  ManualInPlaceUpdate: {},
} as const;

/** Version, architecture and image of one pool. */
function admitMachine(worker: WorkerSpec, path: string, admission: Admission): WorkerSpec {
  const { profile } = admission;
  const type = machineTypeOf(profile, worker.machine?.type);
  const definitions = definitionsOf(profile);
  const architecture =
    worker.machine?.architecture ?? ((type && architectureOfMachineType(type, definitions)) || defaultArchitecture);
  if (worker.machine?.architecture === undefined)
    fill(admission, { path: `${path}.machine.architecture`, value: architecture, by: 'ShootMutator' });
  const image = admitImage(
    { ...worker, machine: { ...worker.machine, architecture: asArchitecture(architecture) } },
    path,
    admission,
  );
  const version = worker.kubernetes?.version;
  return {
    ...worker,
    machine: { ...worker.machine, architecture: asArchitecture(architecture), ...(image && { image }) },
    ...(version !== undefined && {
      kubernetes: {
        ...worker.kubernetes,
        version: completeVersion(version, `${path}.kubernetes.version`, admission),
      },
    }),
  };
}

// the API knows two architectures; what else a manifest says is judged elsewhere and kept here
const asArchitecture = (text: string): 'amd64' | 'arm64' => text as 'amd64' | 'arm64';

type MachineImage = NonNullable<NonNullable<WorkerSpec['machine']>['image']>;

/** An existing pool keeps its image while name and version say nothing else; a new one gets the default. */
function admitImage(worker: WorkerSpec, path: string, admission: Admission): MachineImage | undefined {
  const { profile, old, now } = admission;
  const image = worker.machine?.image;
  const before = old?.spec?.provider?.workers?.find(({ name }) => name === worker.name)?.machine?.image;
  if (before !== undefined && image === undefined) return before;
  if (before !== undefined && image?.name === before.name && (!image?.version || image.version === before.version))
    return { ...before, providerConfig: image?.providerConfig };
  const chosen = defaultImage({
    images: profile.machineImages ?? [],
    definitions: definitionsOf(profile),
    image,
    architecture: worker.machine?.architecture ?? defaultArchitecture,
    machineType: machineTypeOf(profile, worker.machine?.type),
    inPlace: isInPlace(worker.updateStrategy),
    now,
  });
  if ('error' in chosen) {
    admission.problems.push({ path, message: chosen.error });
    return image;
  }
  if (chosen.image.name !== image?.name || chosen.image.version !== image.version)
    fill(admission, { path: `${path}.machine.image`, value: chosen.image, by: 'ShootMutator' });
  return { ...image, ...chosen.image };
}

function fill(admission: Admission, value: FilledIn): void {
  admission.filledIn.push(value);
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
