import type { KubeSchedulerConfig } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks } from '../../rules/field-checks';
import { validateFeatureGates } from './feature-gates';
import { isFromMinor, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateKubeScheduler)', {
  'K8S-SCHEDULER-PROFILE': 'this scheduling profile does not exist',
  'K8S-SCHEDULER-VOLUMES-GONE': {
    reason: 'from Kubernetes 1.35 on kubeMaxPDVols is no longer supported',
    fix: 'remove it; the CSI driver reports how many volumes a node takes',
  },
  'K8S-SCHEDULER-VOLUMES': 'kubeMaxPDVols is a whole number of 1 or more, written as text',
});

/** The rules about kube-schedulers. */
export const schedulerRules = Object.values(rule);

const checkFields = fieldChecks<KubeSchedulerConfig>({
  profile: { rule: rule['K8S-SCHEDULER-PROFILE'], allowed: ['balanced', 'bin-packing'] },
});

const wholeNumber = /^[-+]?\d+$/;

/** The kube-scheduler of a Shoot; `path` is its configuration. */
export function validateKubeScheduler(
  config: Loose<KubeSchedulerConfig> | undefined,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  const { kubeMaxPDVols: volumes } = config;
  checkFields(config, path, report);
  if (volumes !== undefined) {
    if (isFromMinor(version, 35)) report.forbidden(rule['K8S-SCHEDULER-VOLUMES-GONE'], path.child('kubeMaxPDVols'));
    else if (!wholeNumber.test(volumes) || Number(volumes) < 1)
      report.invalid(rule['K8S-SCHEDULER-VOLUMES'], path.child('kubeMaxPDVols'), volumes);
  }
  validateFeatureGates(config.featureGates, version, path.child('featureGates'), report);
}
