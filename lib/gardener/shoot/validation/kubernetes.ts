import type { Kubernetes, ShootSpec, VerticalPodAutoscaler } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { onceSound } from '../../../rules/once-sound';
import { ruleTable } from '../../../rules/rule';
import { validateKubeApiServer } from '../../kubernetes/api-server';
import { minimums, validateControlPlaneAutoscaling } from '../../kubernetes/autoscaling';
import { validateClusterAutoscaler } from '../../kubernetes/cluster-autoscaler';
import { validateKubeControllerManager } from '../../kubernetes/controller-manager';
import { secondsOf } from '../../kubernetes/durations';
import { validateKubeletConfig } from '../../kubernetes/kubelet';
import { validateKubeProxy } from '../../kubernetes/proxy';
import { validateKubeScheduler } from '../../kubernetes/scheduler';
import type { KubernetesVersion } from '../../kubernetes/version';
import { validateVerticalPodAutoscaler } from '../../kubernetes/vertical-pod-autoscaler';
import type { ShootScope } from './scope';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateKubernetes)', {
  'SHOOT-KUBERNETES-VERSION': { reason: 'a Shoot needs a Kubernetes version', fix: 'set kubernetes.version' },
  'SHOOT-KUBERNETES-WORKERLESS': {
    reason: 'a Shoot without workers does not use this component',
    fix: 'remove the field',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints clusterAutoScaler and verticalPodAutoScaler with a capital S)',
  },
});

/** The rules about Kubernetes in Shoots that no table of a component holds. */
export const kubernetesRules = Object.values(rule);

/** Resources that a kube-apiserver of Gardener always encrypts. */
const alwaysEncrypted = ['secrets'];

const judgeApiServer = onceSound(
  validateKubeApiServer,
  ({ version, workerless, encryption, unchangedIssuers = false }) =>
    [version.text, workerless, encryption.autoRotation, unchangedIssuers].join(' '),
);
const judgeKubelet = onceSound(validateKubeletConfig, ({ text }) => text);
const judgeAutoscaler = onceSound<Loose<VerticalPodAutoscaler>, KubernetesVersion>(
  (config, _version, path, report) => validateVerticalPodAutoscaler(config, path, report),
  ({ text }) => text,
);

/** The Kubernetes components of a Shoot. */
export function validateKubernetes(spec: Loose<ShootSpec>, scope: ShootScope, report: Report): void {
  const { kubernetes = {} } = spec;
  const { version, workerless } = scope;
  const path = scope.path.child('kubernetes');
  if (version.text === '') return report.required(rule['SHOOT-KUBERNETES-VERSION'], path.child('version'));
  validateEtcd(kubernetes, path, report);
  const encryption = { alwaysEncrypted, autoRotation: rotatesEncryptionKey(spec) };
  const { unchangedIssuers } = scope;
  const apiServer = { version, workerless, encryption, unchangedIssuers };
  judgeApiServer(kubernetes.kubeAPIServer, apiServer, path.child('kubeAPIServer'), report);
  const manager = { version, workerless, ipFamilies: spec.networking && (spec.networking.ipFamilies ?? []) };
  validateKubeControllerManager(kubernetes.kubeControllerManager, manager, path.child('kubeControllerManager'), report);
  if (workerless) validateUnused(kubernetes, path, report);
  else validateNodeComponents(kubernetes, scope, path, report);
}

/** The key that encrypts etcd is rotated automatically (`IsETCDEncryptionKeyAutoRotationEnabled`). */
export function rotatesEncryptionKey({ maintenance }: Loose<ShootSpec>): boolean {
  const period = maintenance?.autoRotation?.credentials?.etcdEncryptionKey?.rotationPeriod;
  return period !== undefined && secondsOf(period) !== 0;
}

function validateEtcd({ etcd }: Loose<Kubernetes>, path: FieldPath, report: Report): void {
  if (etcd === undefined) return;
  const place = path.child('etcd');
  validateControlPlaneAutoscaling(
    etcd.main?.autoscaling,
    minimums.etcdMain,
    place.child('main', 'autoscaling'),
    report,
  );
  validateControlPlaneAutoscaling(
    etcd.events?.autoscaling,
    minimums.etcdEvents,
    place.child('events', 'autoscaling'),
    report,
  );
}

const nodeComponents = ['kubeScheduler', 'kubeProxy', 'kubelet', 'clusterAutoscaler', 'verticalPodAutoscaler'] as const;

function validateUnused(kubernetes: Loose<Kubernetes>, path: FieldPath, report: Report): void {
  for (const component of nodeComponents)
    if (kubernetes[component] !== undefined)
      report.forbidden(rule['SHOOT-KUBERNETES-WORKERLESS'], path.child(component));
}

function validateNodeComponents(
  kubernetes: Loose<Kubernetes>,
  { version }: ShootScope,
  path: FieldPath,
  report: Report,
): void {
  const { kubelet, clusterAutoscaler, verticalPodAutoscaler } = kubernetes;
  validateKubeScheduler(kubernetes.kubeScheduler, version, path.child('kubeScheduler'), report);
  validateKubeProxy(kubernetes.kubeProxy, version, path.child('kubeProxy'), report);
  if (kubelet) judgeKubelet(kubelet, version, path.child('kubelet'), report);
  if (clusterAutoscaler) validateClusterAutoscaler(clusterAutoscaler, version, path.child('clusterAutoscaler'), report);
  if (verticalPodAutoscaler)
    judgeAutoscaler(verticalPodAutoscaler, version, path.child('verticalPodAutoscaler'), report);
}
