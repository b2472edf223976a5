import type { Container } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import { pullPolicyOf } from '../pod/pod-defaults';
import type { DefaultOf, Defaults } from './stored-form';

/** Upstream: `kubernetes:pkg/apis/core/v1/defaults.go v1.36`. */
const httpGet = { path: '/', scheme: 'HTTP' };
const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, httpGet };
const fieldRef = { apiVersion: 'v1' };
const mode = { defaultMode: 0o644, items: { fieldRef } };

const container = {
  imagePullPolicy: ((fields: Loose<Container>) => pullPolicyOf({ image: fields.image })) as DefaultOf,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  ports: { protocol: 'TCP' },
  env: { valueFrom: { fieldRef } },
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  stdin: false,
  stdinOnce: false,
  tty: false,
  volumeMounts: { readOnly: false },
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
  configMap: mode,
  secret: mode,
  downwardAPI: mode,
  projected: {
    defaultMode: 0o644,
    sources: { downwardAPI: { items: { fieldRef } }, serviceAccountToken: { expirationSeconds: 3600 } },
  },
  ephemeral: { volumeClaimTemplate: claimDefaults },
  iscsi: { iscsiInterface: 'default' },
};

/** What the API server fills into templates of pods. */
export const podTemplateDefaults: Defaults = {
  spec: {
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
  },
};
