import type { KubernetesObject } from '../../core/object';
import type { PlainMap } from '../../core/plain-map';
import { mapAt, textOf } from '../plain';
import type { DefaultedConfig } from './defaults';
import type { AdditionalSecret, ShootResource } from './flux-config';
import { decodeSourceTemplate, isSource, metadataOf } from './source-template';

/** Components that are installed unless others are named. Source: flux2:pkg/manifestgen/install/options.go v2.9.2 */
export const defaultComponents: readonly string[] = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
];

/** What marks the objects that the extension keeps up to date. Source: shoot-flux:pkg/controller/extension/constants.go */
export const managedLabels = { 'app.kubernetes.io/managed-by': 'gardener-extension-shoot-flux' } as const;

/** Keys of the ConfigMap `shoot-info`, meant for substituteFrom. Source: shoot-flux:pkg/controller/extension/actuator.go v0.27.0 */
export const shootInfoKeys: readonly string[] = [
  'SHOOT_INFO_CLUSTER_IDENTITY',
  'SHOOT_INFO_GARDEN_CLUSTER_IDENTITY',
  'SHOOT_INFO_NAME',
  'SHOOT_INFO_TECHNICAL_ID',
];

/** Something that the extension applies to the shoot, in its order. */
export type Applied =
  | { readonly step: 1; readonly installation: Installation }
  | ({ readonly step: 2 | 3 | 4 | 5; readonly object: KubernetesObject } & AppliedHow);

/** The installation of Flux itself. */
export interface Installation {
  readonly namespace: string;
  readonly version: string;
  readonly registry: string;
  readonly components: readonly string[];
}

export interface AppliedHow {
  /** An existing object stays as it is. */
  readonly createOnly?: true;
  /** Name of the Secret in the seed's shoot namespace that holds the data. */
  readonly copiedFrom?: string;
  /** Keys of the data, whose values only the controller knows. */
  readonly dataKeys?: readonly string[];
}

/**
 * What the extension applies to a shoot that has not been bootstrapped, in order. Afterwards only steps 2 and 4 are repeated.
 * Source: shoot-flux:pkg/controller/extension/actuator.go v0.27.0
 */
export function appliedObjects(config: DefaultedConfig, resources: readonly ShootResource[]): readonly Applied[] {
  const { version, registry, namespace } = config.flux;
  const secrets = copiedSecrets(config).map(secret => copiedSecret(secret, { namespace, resources }));
  return [
    { step: 1, installation: { namespace, version, registry, components: componentsOf(config) } },
    ...secrets,
    ...bootstrappedSource(config),
    { step: 4, object: managed('ConfigMap', namespace, 'shoot-info'), dataKeys: shootInfoKeys },
    ...bootstrappedKustomization(config),
  ];
}

/** The components of an installation, extra ones last. */
export function componentsOf({ flux }: DefaultedConfig): readonly string[] {
  const components = flux.components ?? [];
  return [...(components.length > 0 ? components : defaultComponents), ...(flux.componentsExtra ?? [])];
}

/** Every Secret that is copied to the shoot: the additional ones, then that of the source. */
export function copiedSecrets({
  source,
  additionalSecretResources = [],
}: DefaultedConfig): readonly AdditionalSecret[] {
  if (source?.secretResourceName === undefined) return additionalSecretResources;
  const template = decodeSourceTemplate(source.template);
  const targetName = isSource(template) ? textOf(mapAt(template.object, 'spec', 'secretRef')['name']) : '';
  if (targetName === '') return additionalSecretResources;
  return [...additionalSecretResources, { name: source.secretResourceName, targetName }];
}

/** Name of the Secret in the shoot. */
export function targetNameOf({ name, targetName }: AdditionalSecret, resources: readonly ShootResource[]): string {
  return targetName ?? resourceNameOf(name, resources);
}

function resourceNameOf(name: string, resources: readonly ShootResource[]): string {
  return resources.find(resource => resource.name === name)?.resourceRef?.name ?? '';
}

function copiedSecret(
  secret: AdditionalSecret,
  { namespace, resources }: { namespace: string; resources: readonly ShootResource[] },
): Applied {
  return {
    step: 2,
    object: managed('Secret', namespace, targetNameOf(secret, resources)),
    // gardenlet copies the resources of a Shoot to the seed under this prefix
    copiedFrom: `ref-${resourceNameOf(secret.name, resources)}`,
  };
}

function bootstrappedSource({ source }: DefaultedConfig): readonly Applied[] {
  if (source === undefined) return [];
  const template = decodeSourceTemplate(source.template);
  if (!isSource(template) || !template.supported) return [];
  const { namespace } = metadataOf(template.object);
  return [
    { step: 3, object: namespaceObject(namespace), createOnly: true },
    { step: 3, object: template.object as unknown as KubernetesObject },
  ];
}

function bootstrappedKustomization({ kustomization }: DefaultedConfig): readonly Applied[] {
  if (kustomization === undefined) return [];
  const { template } = kustomization;
  const object: PlainMap = {
    ...template,
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
  };
  return [
    { step: 5, object: namespaceObject(metadataOf(template).namespace), createOnly: true },
    { step: 5, object: object as unknown as KubernetesObject },
  ];
}

function managed(kind: string, namespace: string, name: string): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace, labels: managedLabels } };
}

function namespaceObject(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
