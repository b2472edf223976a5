import type { AdmissionPlugin } from '../../../imports/core.gardener.cloud/v1beta1';
import { admissionPlugins, type AdmissionPluginRange } from '../../../imports/tables/kubernetes';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { isGardenerPlugin } from '../garden/admission-plugins';
import { podSecurityProblem } from './pod-security';
import { isInRange, rangeText, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/utils/validation/admissionplugins/admissionplugins.go v1.150', {
  'K8S-ADMISSION-BAD-VERSION': 'without a valid Kubernetes version the admission plugins cannot be judged',
  'K8S-ADMISSION-NAME': { reason: 'an admission plugin needs a name', fix: 'set name' },
  'K8S-ADMISSION-UNKNOWN': 'no Kubernetes version that Gardener knows has this admission plugin',
  'K8S-ADMISSION-VERSION': 'this Kubernetes version does not have the admission plugin',
  'K8S-ADMISSION-CONFIG': { reason: 'this admission plugin takes no configuration', fix: 'remove config' },
  'K8S-ADMISSION-REQUIRED': { reason: 'Gardener needs this admission plugin', fix: 'remove disabled' },
  'K8S-ADMISSION-KUBECONFIG': {
    reason: 'this admission plugin calls no other server, so it takes no kubeconfig',
    fix: 'remove kubeconfigSecretName',
  },
  'K8S-ADMISSION-PODSECURITY':
    'the configuration of PodSecurity must be a PodSecurityConfiguration of pod-security.admission.config.k8s.io',
});

/** The rules about admission plugins. */
export const admissionPluginRules = Object.values(rule);

/** Whether some version of Kubernetes has an admission plugin of that name. */
export function isKubernetesPlugin(name: string): boolean {
  return Object.hasOwn(admissionPlugins, name);
}

/** The admission plugins of an API server; `path` is the list. */
export function validateAdmissionPlugins(
  plugins: readonly Loose<AdmissionPlugin>[] | undefined,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  if (version.release === undefined) {
    report.internal(rule['K8S-ADMISSION-BAD-VERSION'], path, { value: version.text });
    return;
  }
  for (const [index, plugin] of (plugins ?? []).entries()) {
    const { name = '' } = plugin;
    if (name === '') {
      // upstream stops here, too
      report.required(rule['K8S-ADMISSION-NAME'], path.index(index).child('name'));
      return;
    }
    const range = isKubernetesPlugin(name) ? admissionPlugins[name] : undefined;
    if (range === undefined) reportUnknown(name, path.index(index), report);
    else if (!isInRange(range, version.release)) {
      const message = `Kubernetes ${version.text} does not have the admission plugin ${name}, it exists in ${rangeText(range)}`;
      report.forbidden(rule['K8S-ADMISSION-VERSION'], path.index(index).child('name'), { value: name, message });
    } else validatePlugin(plugin, range, path.index(index), report);
  }
}

const elsewhere = 'list it among the admissionPlugins of gardenerAPIServer in the Garden: it is a plugin of Gardener';

function reportUnknown(name: string, path: FieldPath, report: Report): void {
  const near = suggest(name, Object.keys(admissionPlugins));
  const fix = isGardenerPlugin(name) ? elsewhere : near === undefined ? undefined : `write ${near}`;
  report.invalid(rule['K8S-ADMISSION-UNKNOWN'], path.child('name'), name, fix === undefined ? {} : { fix });
}

function validatePlugin(
  { name, config, disabled, kubeconfigSecretName }: Loose<AdmissionPlugin>,
  range: AdmissionPluginRange,
  path: FieldPath,
  report: Report,
): void {
  if (config !== undefined && range.config !== true)
    report.forbidden(rule['K8S-ADMISSION-CONFIG'], path.child('config'));
  if (disabled === true && range.required === true) report.forbidden(rule['K8S-ADMISSION-REQUIRED'], path);
  if (kubeconfigSecretName !== undefined && range.externalKubeconfig !== true)
    report.forbidden(rule['K8S-ADMISSION-KUBECONFIG'], path.child('kubeconfigSecretName'));
  if (name !== 'PodSecurity' || config === undefined) return;
  const message = podSecurityProblem(config);
  if (message !== undefined)
    report.invalid(rule['K8S-ADMISSION-PODSECURITY'], path.child('config'), config, { message });
}
