import type { EnvVar, Volume } from '../../../imports/core/v1';
import type { GardenletDeployment, Image } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { fillDeep } from '../fill-deep';

type Deployment = Loose<GardenletDeployment>;

const counts: Deployment = { replicaCount: 2, revisionHistoryLimit: 2, enableHealthProbes: true };

/** What Kubernetes fills in for volumes that are described in another object (`k8s.io/api/core/v1` defaults). */
const volumeDefaults: Loose<Volume> = {
  iscsi: { iscsiInterface: 'default' },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
};

/** The Deployment of a gardenlet with its defaults (gardener:pkg/apis/seedmanagement/v1alpha1/defaults_managedseed.go v1.150). */
export function defaultGardenletDeployment<T extends Deployment>(deployment: T): T {
  const { additionalVolumes, env } = deployment;
  return {
    ...fillDeep<Deployment>(deployment, counts, isAbsent),
    image: defaultImage(deployment.image ?? {}),
    ...(additionalVolumes && { additionalVolumes: additionalVolumes.map(defaultVolume) }),
    ...(env && { env: env.map(defaultVariable) }),
  } as T;
}

/** A floating tag is pulled at every start. */
function defaultImage(image: Loose<Image>): Loose<Image> {
  if (image.pullPolicy !== undefined) return image;
  return { ...image, pullPolicy: image.tag === 'latest' ? 'Always' : 'IfNotPresent' };
}

/** Only the source that the volume has is completed. */
function defaultVolume(volume: Loose<Volume>): Loose<Volume> {
  const sources = Object.entries(volumeDefaults).filter(([source]) => source in volume);
  return fillDeep(volume, Object.fromEntries(sources), isAbsent);
}

function defaultVariable(variable: Loose<EnvVar>): Loose<EnvVar> {
  if (variable.valueFrom?.fileKeyRef === undefined) return variable;
  return fillDeep<Loose<EnvVar>>(variable, { valueFrom: { fileKeyRef: { optional: false } } }, isAbsent);
}

const isAbsent = (_field: string, value: unknown): boolean => value === undefined || value === '';
