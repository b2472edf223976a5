import { dataChecksum, shortSha256, type HashInput } from './hash';
import { maxLabelLength } from './names';

/**
 * Names that Gardener derives from other names, and how long they may be.
 * Source: gardener:pkg/utils/gardener, gardener:pkg/api/core/validation v1.150.
 */
export const nameLimits = {
  /** gardener:pkg/api/core/validation/project.go */
  project: 10,
  /** Project and Shoot together, at creation: gardener:plugin/pkg/shoot/validator/admission.go */
  projectAndShoot: 21,
  /** What `generateName` appends; it counts. */
  generatedSuffix: 5,
  /** `shoot--` and `--` around the two. */
  technicalId: 30,
  /** gardener:pkg/api/core/validation/shoot.go */
  worker: 15,
  /** gardener:pkg/api/core/validation/shoot.go */
  volume: 15,
  /** The namespace `seed-<name>` has at most 63; upstream's validation lets longer names pass. */
  seed: 58,
  /** gardener:pkg/api/core/validation/exposureclass.go */
  exposureClassHandler: 34,
  /** gardener:pkg/api/core/validation/project.go */
  projectExtensionRole: 20,
} as const;

/** Technical id of a new Shoot: its namespace in the seed, and the name of what it has in the infrastructure. */
export function technicalId(project: string, shoot: string): string {
  return `shoot--${project}--${shoot}`;
}

/** The technical id without its prefix, which ends in one hyphen or, for newer Shoots, in two. Part of host names. */
export function shortId(technicalId: string): string {
  return technicalId.replace(/^shoot--?/, '');
}

/** Namespace of a seed in the garden. */
export function seedNamespace(seed: string): string {
  return `${seedNamespacePrefix}${seed}`;
}

/** Name of the seed that a namespace in the garden belongs to; undefined for other namespaces. */
export function seedOfNamespace(namespace: string): string | undefined {
  return namespace.startsWith(seedNamespacePrefix) ? namespace.slice(seedNamespacePrefix.length) : undefined;
}

/** Namespace that Gardener creates for a Project that names none (gardener:pkg/controllermanager/controller/project). */
export function generatedProjectNamespace(project: string, uid: string): string {
  return `garden-${project}-${shortSha256(uid, 5)}`;
}

/** Namespace of an extension controller in the seed. */
export function extensionNamespace(controllerInstallation: string): string {
  return `extension-${controllerInstallation}`;
}

/** Name of the BackupEntry of a Shoot. */
export function backupEntryName(technicalId: string, shootUid: string): string {
  return `${technicalId}--${shootUid}`;
}

/** Namespace of an istio ingress gateway for one zone (gardener:pkg/component/shared/istio.go GetIstioNamespaceForZone). */
export function zonalNamespace(namespace: string, zone: string): string {
  const name = `${namespace}--${zone}`;
  const fits = Buffer.byteLength(name) <= maxLabelLength && zone === zone.toLowerCase();
  return fits ? name : `${namespace}--${shortSha256(zone, 5)}`;
}

/**
 * Name of an immutable Secret or ConfigMap: the checksum of its data is appended, so that new content gets a new object
 * (gardener:pkg/utils/kubernetes/object.go MakeUnique).
 */
export function uniqueName(name: string, data: Readonly<Record<string, HashInput>>): string {
  return `${name}${name.endsWith('-') ? '' : '-'}${dataChecksum(data).slice(0, 8)}`;
}

/**
 * Annotation by which an object tells the garbage collector that it uses a Secret or ConfigMap; the value is the name
 * (gardener:pkg/resourcemanager/controller/garbagecollector/references/references.go).
 */
export function referenceAnnotationKey(kind: 'secret' | 'configmap', name: string): string {
  return `reference.resources.gardener.cloud/${kind}-${shortSha256(name, 8)}`;
}

/**
 * Label of pods that may reach a TCP port of a Service (gardener:pkg/utils/gardener/networkpolicy.go NetworkPolicyLabel). Too long
 * ones end in a hash.
 */
export function networkPolicyLabel(service: string, port: number): string {
  const name = `to-${service}-tcp-${port}`;
  if (name.length <= maxLabelLength) return `${networkPolicyPrefix}${name}`;
  return `${networkPolicyPrefix}${name.slice(0, maxLabelLength - 6)}-${shortSha256(name, 5)}`;
}

const seedNamespacePrefix = 'seed-';
const networkPolicyPrefix = 'networking.resources.gardener.cloud/';
