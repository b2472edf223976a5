import type {
  MachineControllerManagerSettings,
  Worker,
  WorkerControlPlane,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { fill } from './fill';
import { defaultSwap } from './kubernetes';

const rolling = { updateStrategy: 'AutoRollingUpdate', maxSurge: 1, maxUnavailable: 0 } as const;
const autoInPlace = { maxSurge: 0, maxUnavailable: 1 } as const;
const everywhere = { cri: { name: 'containerd' }, systemComponents: { allow: true } } as const;
const withoutHealthTimeout = { disableHealthTimeout: true } as const;

/** Whether machines of the pool are updated without being replaced. */
export function isInPlace({ updateStrategy }: { readonly updateStrategy?: string | undefined }): boolean {
  return updateStrategy === 'AutoInPlaceUpdate' || updateStrategy === 'ManualInPlaceUpdate';
}

/** Defaults of a worker pool (gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150). */
export function defaultWorker(worker: Loose<Worker>, providerType: string | undefined): Loose<Worker> {
  const { kubernetes, controlPlane } = worker;
  const kubelet = kubernetes?.kubelet && defaultSwap(kubernetes.kubelet);
  return {
    ...defaultStrategy(fill<Loose<Worker>>(worker, everywhere)),
    ...(kubelet && { kubernetes: { ...kubernetes, kubelet } }),
    ...(controlPlane && { controlPlane: defaultExposure(controlPlane, providerType) }),
  };
}

function defaultStrategy(worker: Loose<Worker>): Loose<Worker> {
  if (!isInPlace(worker)) return fill<Loose<Worker>>(worker, rolling);
  const counted = worker.updateStrategy === 'AutoInPlaceUpdate' ? fill<Loose<Worker>>(worker, autoInPlace) : worker;
  const settings: Loose<MachineControllerManagerSettings> = fill(worker.machineControllerManager, withoutHealthTimeout);
  return { ...counted, machineControllerManager: settings };
}

function defaultExposure(
  controlPlane: Loose<WorkerControlPlane>,
  providerType: string | undefined,
): Loose<WorkerControlPlane> {
  const { exposure } = controlPlane;
  if (exposure?.extension === undefined || exposure.extension.type !== undefined) return controlPlane;
  const extension = { ...exposure.extension, type: providerType ?? '' };
  return { ...controlPlane, exposure: { ...exposure, extension } };
}
