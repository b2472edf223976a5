import type {
  MachineControllerManagerSettings,
  Worker,
  WorkerControlPlane,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { memoizeShared } from '../../../core/shared';
import { draft, fill } from './fill';
import { defaultSwap } from './kubernetes';

const containerd = { name: 'containerd' } as const;
const allowed = { allow: true } as const;

/** Whether machines of the pool are updated without being replaced. */
export function isInPlace({ updateStrategy }: { readonly updateStrategy?: string | undefined }): boolean {
  return updateStrategy === 'AutoInPlaceUpdate' || updateStrategy === 'ManualInPlaceUpdate';
}

/** Defaults of a worker pool (gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150). */
export function defaultWorker(worker: Loose<Worker>, providerType: string | undefined): Loose<Worker> {
  const { controlPlane } = worker;
  const result = defaultPool(worker);
  return controlPlane ? { ...result, controlPlane: defaultExposure(controlPlane, providerType) } : result;
}

const defaultPool = memoizeShared((worker: Loose<Worker>): Loose<Worker> => {
  const { kubernetes } = worker;
  const result = draft(worker);
  result.cri ??= containerd;
  result.systemComponents ??= allowed;
  result.updateStrategy ??= 'AutoRollingUpdate';
  if (result.updateStrategy !== 'ManualInPlaceUpdate') {
    const rolling = result.updateStrategy !== 'AutoInPlaceUpdate';
    result.maxSurge ??= rolling ? 1 : 0;
    result.maxUnavailable ??= rolling ? 0 : 1;
  }
  if (isInPlace(result)) result.machineControllerManager = withoutHealthTimeout(worker.machineControllerManager);
  if (kubernetes?.kubelet) result.kubernetes = { ...kubernetes, kubelet: defaultSwap(kubernetes.kubelet) };
  return result;
});

function withoutHealthTimeout(
  settings: Loose<MachineControllerManagerSettings> | undefined,
): Loose<MachineControllerManagerSettings> {
  return fill<Loose<MachineControllerManagerSettings>>(settings, { disableHealthTimeout: true });
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
