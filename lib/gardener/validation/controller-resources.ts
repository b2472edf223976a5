import type { ControllerResource } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../../kubernetes/meta/immutable';

const rule = ruleTable('gardener:pkg/api/core/validation/controllerregistration.go v1.150', {
  'CONTROLLER-RESOURCE-KIND-MISSING': { reason: 'a resource of an extension needs a kind', fix: 'set kind' },
  'CONTROLLER-RESOURCE-KIND': 'a resource of an extension must be of a kind of extensions.gardener.cloud',
  'CONTROLLER-RESOURCE-TYPE': { reason: 'a resource of an extension needs a type', fix: 'set type' },
  'CONTROLLER-RESOURCE-DUPLICATE': { reason: 'a kind and type is listed once', fix: 'remove the second entry' },
  'CONTROLLER-RESOURCE-ENDPOINTS': {
    reason: 'endpoints are updated continuously only for the kind SelfHostedShootExposure',
    fix: 'remove continuousEndpointUpdate',
  },
  'CONTROLLER-RESOURCE-EXTENSION-FIELD': {
    reason: 'this field is for resources of the kind Extension only',
    fix: 'remove the field, or list it at the entry of kind Extension',
  },
  'CONTROLLER-RESOURCE-COMPATIBILITY': 'an extension must be for a kind of cluster that is offered here',
  'CONTROLLER-RESOURCE-COMPATIBILITY-DUPLICATE': {
    reason: 'a kind of cluster is listed once',
    fix: 'remove the second entry',
  },
  'CONTROLLER-RESOURCE-AUTO-ENABLE': 'an extension can be enabled only in kinds of clusters that are offered here',
  'EX-04': {
    reason: 'an extension is enabled only in clusters that it is compatible with',
    fix: 'add the kind of cluster to clusterCompatibility',
  },
  'CONTROLLER-RESOURCE-AUTO-ENABLE-DUPLICATE': {
    reason: 'a kind of cluster is listed once',
    fix: 'remove the second entry',
  },
  'CONTROLLER-RESOURCE-LIFECYCLE': 'the point in time must be one at which Gardener calls extensions',
  'CONTROLLER-RESOURCE-PRIMARY-FIXED': 'whether an extension is the primary one of a kind and type never changes',
});

/** The rules about the resources that an extension handles. */
export const controllerResourceRules = Object.values(rule);

type Resource = Loose<ControllerResource>;

/** Kinds of extensions.gardener.cloud (`gardener:pkg/apis/extensions/v1alpha1` v1.150). */
export const extensionKinds: readonly string[] = [
  'BackupBucket',
  'BackupEntry',
  'Bastion',
  'ContainerRuntime',
  'ControlPlane',
  'DNSRecord',
  'Extension',
  'Infrastructure',
  'Network',
  'OperatingSystemConfig',
  'SelfHostedShootExposure',
  'Worker',
];

const extensionFields = ['autoEnable', 'clusterCompatibility', 'reconcileTimeout', 'lifecycle'] as const;
const strategies = ['AfterKubeAPIServer', 'BeforeKubeAPIServer'];
const strategiesByStep = {
  reconcile: ['AfterKubeAPIServer', 'AfterWorker', 'BeforeKubeAPIServer'],
  delete: strategies,
  migrate: strategies,
};

/**
 * The resources that an extension handles (`ValidateControllerResources`); `clusterTypes` are the kinds of clusters that it may be
 * for, `path` is the list.
 */
export function validateControllerResources(
  resources: readonly Resource[] | undefined,
  clusterTypes: readonly string[],
  path: FieldPath,
  report: Report,
): void {
  // as upstream, only the last type of each kind is remembered
  const types = new Map<string, string>();
  for (const [index, resource] of (resources ?? []).entries()) {
    const kind: string = resource.kind ?? '';
    const type = resource.type ?? '';
    const at = path.index(index);
    if (kind === '') report.required(rule['CONTROLLER-RESOURCE-KIND-MISSING'], at.child('kind'));
    if (!extensionKinds.includes(kind))
      report.notSupported(rule['CONTROLLER-RESOURCE-KIND'], at.child('kind'), kind, extensionKinds);
    if (type === '') report.required(rule['CONTROLLER-RESOURCE-TYPE'], at.child('type'));
    if (types.get(kind) === type) report.duplicate(rule['CONTROLLER-RESOURCE-DUPLICATE'], at, `${kind}/${type}`);
    types.set(kind, type);
    if (kind !== 'SelfHostedShootExposure' && resource.continuousEndpointUpdate !== undefined)
      report.forbidden(rule['CONTROLLER-RESOURCE-ENDPOINTS'], at.child('continuousEndpointUpdate'));
    if (kind === 'Extension') validateExtension(resource, clusterTypes, at, report);
    else validateNoExtensionFields(resource, at, report);
  }
}

/** Whether an extension stays the primary one of each kind and type (`ValidateControllerResourcesUpdate`). */
export function validateControllerResourcesUpdate(
  next: readonly Resource[] | undefined,
  old: readonly Resource[] | undefined,
  path: FieldPath,
  report: Report,
): void {
  const id = ({ kind, type }: Resource): string => `${kind ?? ''}/${type ?? ''}`;
  const before = new Map((old ?? []).map(resource => [id(resource), resource]));
  for (const [index, resource] of (next ?? []).entries()) {
    const stored = before.get(id(resource));
    if (stored === undefined) continue;
    const change = { next: resource.primary, old: stored.primary, path: path.index(index).child('primary') };
    validateImmutable(rule['CONTROLLER-RESOURCE-PRIMARY-FIXED'], change, report);
  }
}

function validateNoExtensionFields(resource: Resource, path: FieldPath, report: Report): void {
  for (const field of extensionFields) {
    const value = resource[field];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const message = `${field} is for resources of the kind Extension only`;
    report.forbidden(rule['CONTROLLER-RESOURCE-EXTENSION-FIELD'], path.child(field), { value, message });
  }
}

function validateExtension(resource: Resource, clusterTypes: readonly string[], path: FieldPath, report: Report): void {
  const compatible: readonly string[] = resource.clusterCompatibility ?? [];
  for (const [index, cluster] of compatible.entries()) {
    const at = path.child('clusterCompatibility').index(index);
    if (!clusterTypes.includes(cluster))
      report.notSupported(rule['CONTROLLER-RESOURCE-COMPATIBILITY'], at, cluster, clusterTypes);
    if (compatible.indexOf(cluster) < index)
      report.duplicate(rule['CONTROLLER-RESOURCE-COMPATIBILITY-DUPLICATE'], at, cluster);
  }
  const enabled: readonly string[] = resource.autoEnable ?? [];
  for (const [index, cluster] of enabled.entries()) {
    const at = path.child('autoEnable').index(index);
    if (!clusterTypes.includes(cluster))
      report.notSupported(rule['CONTROLLER-RESOURCE-AUTO-ENABLE'], at, cluster, clusterTypes);
    if (!compatible.includes(cluster)) report.forbidden(rule['EX-04'], at, { value: cluster, allowed: compatible });
    if (enabled.indexOf(cluster) < index)
      report.duplicate(rule['CONTROLLER-RESOURCE-AUTO-ENABLE-DUPLICATE'], at, cluster);
  }
  validateLifecycle(resource.lifecycle, path.child('lifecycle'), report);
}

function validateLifecycle(lifecycle: Resource['lifecycle'], path: FieldPath, report: Report): void {
  for (const step of ['reconcile', 'delete', 'migrate'] as const) {
    const strategy = lifecycle?.[step];
    if (strategy !== undefined && !strategiesByStep[step].includes(strategy))
      report.notSupported(rule['CONTROLLER-RESOURCE-LIFECYCLE'], path.child(step), strategy, strategiesByStep[step]);
  }
}
