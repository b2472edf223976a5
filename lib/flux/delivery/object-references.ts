import { groupOf, type KubernetesObject } from '../../core/object';
import type { PlainMap } from '../../core/plain-map';
import { mapAt, mapsOf, textOf } from '../plain';

/** An object that another one needs before the API server takes it. */
export interface Needed {
  readonly group: string;
  readonly kind: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
}

const core = 'core.gardener.cloud';
const security = 'security.gardener.cloud';

/** What admission of Gardener looks up when an object is created. Source: gardener:plugin/pkg v1.150 */
const references: Readonly<Record<string, (object: KubernetesObject, spec: PlainMap) => readonly Needed[]>> = {
  'core.gardener.cloud/Shoot': shootNeeds,
  'core.gardener.cloud/NamespacedCloudProfile': (object, spec) => profile(mapAt(spec, 'parent'), object),
  'core.gardener.cloud/SecretBinding': object => [
    ...secretAt(mapAt(object, 'secretRef'), object),
    ...mapsOf(object['quotas']).flatMap(quota => named({ group: core, kind: 'Quota' }, quota, object)),
  ],
  'security.gardener.cloud/CredentialsBinding': bindingNeeds,
  'core.gardener.cloud/ControllerRegistration': (_, spec) =>
    mapsOf(mapAt(spec, 'deployment')['deploymentRefs']).flatMap(({ name }) =>
      one({ group: core, kind: 'ControllerDeployment', namespace: '', name: textOf(name) }),
    ),
  'seedmanagement.gardener.cloud/ManagedSeed': (object, spec) =>
    named({ group: core, kind: 'Shoot' }, mapAt(spec, 'shoot'), object),
  'core.gardener.cloud/Seed': (object, spec) => typed(mapAt(spec, 'backup', 'credentialsRef'), object),
};

/** The objects that must exist before this one; its namespace and its kind aside. */
export function neededBy(object: KubernetesObject): readonly Needed[] {
  const needs = references[`${groupOf(object.apiVersion)}/${object.kind}`];
  return needs === undefined ? [] : needs(object, mapAt(object, 'spec'));
}

function shootNeeds(object: KubernetesObject, spec: PlainMap): readonly Needed[] {
  const namespace = object.metadata.namespace ?? '';
  const profileName = textOf(spec['cloudProfileName']);
  return [
    ...profile(mapAt(spec, 'cloudProfile'), object),
    ...one({ group: core, kind: 'CloudProfile', namespace: '', name: profileName }),
    ...one({ group: security, kind: 'CredentialsBinding', namespace, name: textOf(spec['credentialsBindingName']) }),
    ...one({ group: core, kind: 'SecretBinding', namespace, name: textOf(spec['secretBindingName']) }),
    ...one({ group: core, kind: 'ExposureClass', namespace: '', name: textOf(spec['exposureClassName']) }),
    ...mapsOf(spec['resources']).flatMap(resource => typed(mapAt(resource, 'resourceRef'), object)),
    ...mapsOf(mapAt(spec, 'dns')['providers']).flatMap(provider => typed(mapAt(provider, 'credentialsRef'), object)),
    ...apiServerNeeds(mapAt(spec, 'kubernetes', 'kubeAPIServer'), namespace),
  ];
}

/** Files of the API server: policies and kubeconfigs. Source: gardener:pkg/admissioncontroller/webhook/admission v1.150 */
function apiServerNeeds(config: PlainMap, namespace: string): readonly Needed[] {
  const configMaps = [
    mapAt(config, 'auditConfig', 'auditPolicy', 'configMapRef')['name'],
    mapAt(config, 'structuredAuthentication')['configMapName'],
    mapAt(config, 'structuredAuthorization')['configMapName'],
  ];
  const secrets = [
    ...mapsOf(config['admissionPlugins']).map(({ kubeconfigSecretName }) => kubeconfigSecretName),
    ...mapsOf(mapAt(config, 'structuredAuthorization')['kubeconfigs']).map(({ secretName }) => secretName),
  ];
  const needed = (kind: string, name: unknown): readonly Needed[] =>
    one({ group: '', kind, namespace, name: textOf(name) });
  return [...configMaps.flatMap(name => needed('ConfigMap', name)), ...secrets.flatMap(name => needed('Secret', name))];
}

function bindingNeeds(object: KubernetesObject): readonly Needed[] {
  return [
    ...typed(mapAt(object, 'credentialsRef'), object),
    ...mapsOf(object['quotas']).flatMap(quota => named({ group: core, kind: 'Quota' }, quota, object)),
  ];
}

function profile({ kind, name }: PlainMap, object: KubernetesObject): readonly Needed[] {
  const isNamespaced = kind === 'NamespacedCloudProfile';
  const namespace = isNamespaced ? (object.metadata.namespace ?? '') : '';
  return one({ group: core, kind: isNamespaced ? kind : 'CloudProfile', namespace, name: textOf(name) });
}

function secretAt(reference: PlainMap, object: KubernetesObject): readonly Needed[] {
  return named({ group: '', kind: 'Secret' }, reference, object);
}

/** A reference by name, and by namespace if it has one; else into the namespace of the object. */
function named(
  kind: Pick<Needed, 'group' | 'kind'>,
  { name, namespace }: PlainMap,
  object: KubernetesObject,
): readonly Needed[] {
  const own = object.metadata.namespace ?? '';
  return one({ ...kind, namespace: textOf(namespace) || own, name: textOf(name) });
}

/** A reference that says what it refers to. */
function typed({ apiVersion, kind, ...reference }: PlainMap, object: KubernetesObject): readonly Needed[] {
  return named({ group: groupOf(textOf(apiVersion)), kind: textOf(kind) }, reference, object);
}

function one(needed: Needed): readonly Needed[] {
  return needed.name === '' ? [] : [needed];
}
