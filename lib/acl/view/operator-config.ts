import type { View, ViewObject } from '../../rules/view';
import type { OperatorConfig } from '../situation';

type Json = Readonly<Record<string, unknown>>;

/**
 * How the tree runs the ACL extension: from the operator Extension, or from the ControllerDeployment of the ControllerRegistration, that
 * serves the type `acl`. Empty when the tree holds neither, so that its ranges are unknown.
 */
export function operatorConfig(view: View): OperatorConfig {
  const extension = view.ofKind('operator.gardener.cloud', 'Extension').find(servesAcl);
  if (extension !== undefined) {
    const deployment = mapAt(extension.object['spec'], 'deployment');
    const values = mapAt(mapAt(deployment, 'extension'), 'values');
    const admission = mapAt(mapAt(deployment, 'admission'), 'values');
    return { additionalAllowedCIDRs: cidrsIn(values) ?? [], maxAllowedCIDRs: limitIn(admission) };
  }
  const registration = view.ofKind('core.gardener.cloud', 'ControllerRegistration').find(servesAcl);
  const values = registration && deploymentValues(view, registration);
  return values === undefined ? {} : { additionalAllowedCIDRs: cidrsIn(values) ?? [] };
}

function servesAcl({ object }: ViewObject): boolean {
  const resources = mapAt(object, 'spec')?.['resources'];
  return Array.isArray(resources) && resources.some(resource => isAclExtension(resource));
}

function isAclExtension(resource: unknown): boolean {
  return isMap(resource) && resource['kind'] === 'Extension' && resource['type'] === 'acl';
}

/** Chart values of a ControllerDeployment: `helm.values` in v1, `providerConfig.values` in v1beta1. */
function deploymentValues(view: View, registration: ViewObject): Json | undefined {
  const references: unknown = mapAt(mapAt(registration.object, 'spec'), 'deployment')?.['deploymentRefs'];
  const names = Array.isArray(references)
    ? references.map((reference: unknown) => (isMap(reference) ? reference['name'] : undefined))
    : [];
  for (const name of names) {
    if (typeof name !== 'string') continue;
    const found = view.find('core.gardener.cloud', 'ControllerDeployment', undefined, name);
    if (found === undefined || found.malformed) continue;
    const holder = mapAt(found.object, 'helm') ?? mapAt(found.object, 'providerConfig');
    return mapAt(holder, 'values') ?? {};
  }
  return undefined;
}

function cidrsIn(values: Json | undefined): string[] | undefined {
  const cidrs = values?.['additionalAllowedCidrs'];
  return Array.isArray(cidrs) ? cidrs.filter(cidr => typeof cidr === 'string') : undefined;
}

function limitIn(values: Json | undefined): number | undefined {
  const limit = values?.['maxAllowedCIDRs'];
  return typeof limit === 'number' ? limit : undefined;
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapAt(value: unknown, key: string): Json | undefined {
  const entry = isMap(value) ? value[key] : undefined;
  return isMap(entry) ? entry : undefined;
}
