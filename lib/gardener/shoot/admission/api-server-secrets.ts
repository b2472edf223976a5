import { FieldPath } from '../../../core/field-path';
import type { KubernetesObject } from '../../../core/object';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateAdmissionPlugins)', {
  'SHOOT-PLUGIN-RESOURCE': {
    reason: 'the Secret with the kubeconfig of an admission plugin is one of spec.resources',
    fix: 'add a resource that refers to the Secret',
  },
  'SHOOT-PLUGIN-SECRET': 'the Secret does not exist in the namespace of the Shoot',
  'SHOOT-PLUGIN-KUBECONFIG': 'the Secret has no key kubeconfig',
});

/** The rules about Secrets of the API server. */
export const apiServerSecretRules = Object.values(rule);

/** Secrets that configure admission plugins of the cluster. */
export function validatePluginSecrets({ shoot, world }: ShootChange, report: Report): void {
  const plugins = shoot.spec?.kubernetes?.kubeAPIServer?.admissionPlugins ?? [];
  for (const [index, { kubeconfigSecretName: name }] of plugins.entries()) {
    if (name === undefined) continue;
    const path = FieldPath.of('spec', 'kubernetes', 'kubeAPIServer', 'admissionPlugins').index(index);
    const place = path.child('kubeconfigSecretName');
    const namespace = shoot.metadata?.namespace ?? '';
    const secret = world.secret(namespace, name);
    if (!refersTo(shoot.spec?.resources, name)) report.invalid(rule['SHOOT-PLUGIN-RESOURCE'], place, name);
    else if (secret === undefined) {
      if (world.absenceOf('Secret', namespace, name).state === 'absent')
        report.internal(rule['SHOOT-PLUGIN-SECRET'], place, { value: name });
    } else if (!hasKubeconfig(secret)) report.invalid(rule['SHOOT-PLUGIN-KUBECONFIG'], place, name);
  }
}

type Resources = readonly {
  readonly resourceRef?:
    | {
        readonly apiVersion?: string | undefined;
        readonly kind?: string | undefined;
        readonly name?: string | undefined;
      }
    | undefined;
}[];

function refersTo(resources: Resources = [], name: string): boolean {
  return resources.some(
    ({ resourceRef }) => resourceRef?.apiVersion === 'v1' && resourceRef.kind === 'Secret' && resourceRef.name === name,
  );
}

function hasKubeconfig(secret: KubernetesObject): boolean {
  return ['data', 'stringData'].some(field => {
    const values = secret[field];
    return typeof values === 'object' && values !== null && 'kubeconfig' in values;
  });
}
