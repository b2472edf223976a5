import type { Container } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { DefaultOf, Defaults } from '../stored-form';

const httpGet = { path: '/', scheme: 'HTTP' };
const probe = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  httpGet,
};
const fieldRef = { apiVersion: 'v1' };
const mode = { defaultMode: 0o644, items: { fieldRef } };
const readable = { readOnly: false };

const container = {
  imagePullPolicy: ((fields: Loose<Container>) => pullPolicyOf({ image: fields.image })) as DefaultOf,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  ports: { protocol: 'TCP', hostPort: 0 },
  env: { valueFrom: { fieldRef } },
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  stdin: false,
  stdinOnce: false,
  tty: false,
  volumeMounts: readable,
  lifecycle: { postStart: { httpGet }, preStop: { httpGet } },
};

/** What the API server fills into a claim. */
export const claimDefaults: Defaults = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  spec: { volumeMode: 'Filesystem' },
  status: { phase: 'Pending' },
};

const volume = {
  awsElasticBlockStore: readable,
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared', ...readable },
  azureFile: readable,
  cephfs: readable,
  cinder: readable,
  configMap: mode,
  csi: readable,
  downwardAPI: mode,
  ephemeral: { volumeClaimTemplate: claimDefaults },
  fc: readable,
  flexVolume: readable,
  gcePersistentDisk: readable,
  glusterfs: readable,
  iscsi: { iscsiInterface: 'default', ...readable },
  nfs: readable,
  persistentVolumeClaim: readable,
  portworxVolume: readable,
  projected: {
    defaultMode: 0o644,
    sources: { downwardAPI: { items: { fieldRef } }, serviceAccountToken: { expirationSeconds: 3600 } },
  },
  quobyte: readable,
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring', ...readable },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs', ...readable },
  secret: mode,
  storageos: readable,
};

/** What the API server fills into the specs of pods, also of those in templates (`kubernetes:pkg/apis/core/v1/defaults.go v1.36`). */
export const podSpecDefaults: Defaults = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  // an old name of the field below
  serviceAccount: (({ serviceAccountName }) => serviceAccountName) satisfies DefaultOf,
  containers: container,
  initContainers: container,
  volumes: volume,
};

/** The API server reads off the image how often it is pulled. */
export function pullPolicyOf({ imagePullPolicy, image = '' }: Loose<Container>): 'Always' | 'IfNotPresent' | 'Never' {
  if (imagePullPolicy !== undefined) return imagePullPolicy;
  const [named = '', ...digests] = image.split('@');
  const tag = /:([^:/]+)$/.exec(named)?.[1];
  return tag === 'latest' || (tag === undefined && digests.length === 0) ? 'Always' : 'IfNotPresent';
}
