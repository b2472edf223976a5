import type { ShootSpec, WorkerKubernetes } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import { compareVersions } from '../../../../core/kubernetes-version';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { validateKubeletConfig } from '../../../kubernetes/kubelet';
import { kubernetesVersion, type KubernetesVersion } from '../../../kubernetes/version';
import type { ShootScope } from '../scope';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateWorker)', {
  'SHOOT-POOL-VERSION': 'the Kubernetes version of a pool is no version, or that of the control plane is none',
  'SHOOT-POOL-VERSION-AHEAD': {
    reason: 'the Kubernetes version of a pool must not be later than that of the control plane',
    fix: 'remove the version of the pool, or update the control plane',
  },
  'SHOOT-POOL-VERSION-BEHIND': {
    reason: 'the Kubernetes version of a pool must be at most three minor versions behind the control plane',
    fix: 'update the pool first',
  },
});

/** The rules about Kubernetes on pools. */
export const poolKubernetesRules = Object.values(rule);

/** The Kubernetes version and the kubelets of a pool; `path` is the Kubernetes part of the pool. */
export function validatePoolKubernetes(
  { version: text, kubelet }: Loose<WorkerKubernetes>,
  { spec, scope }: { readonly spec: Loose<ShootSpec>; readonly scope: ShootScope },
  path: FieldPath,
  report: Report,
): void {
  const version = text === undefined ? scope.version : kubernetesVersion(text);
  if (text !== undefined) validateSkew(version, scope.version, path.child('version'), report);
  // a pool without its own kubelet configuration is judged with that of the Shoot, at its own version
  const config = kubelet ?? spec.kubernetes?.kubelet;
  if (config) validateKubeletConfig(config, version, path.child('kubelet'), report);
}

const allowedSkew = 3;

function validateSkew(pool: KubernetesVersion, controlPlane: KubernetesVersion, path: FieldPath, report: Report): void {
  const { parsed, release, text } = pool;
  const newest = controlPlane.release;
  if (parsed === undefined || release === undefined || newest === undefined)
    report.invalid(rule['SHOOT-POOL-VERSION'], path, text);
  if (newest === undefined) return;
  // `1.34` for the control plane stands for all of its patch levels
  if (release !== undefined && newest.lessThan(release) && compareVersions(text, '>', controlPlane.text))
    report.forbidden(rule['SHOOT-POOL-VERSION-AHEAD'], path, { value: text });
  if (parsed === undefined || parsed.major > newest.major) return;
  if (newest.major > parsed.major || newest.minor > parsed.minor + allowedSkew)
    report.forbidden(rule['SHOOT-POOL-VERSION-BEHIND'], path, { value: text });
}
