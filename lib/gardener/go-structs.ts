import type { Schema } from '../api/json-schema';

/** How Go writes the fields of a struct that hold nothing. */
export interface StructTags {
  /** Written even when empty, beside those that the schema requires. @default none */
  readonly written?: readonly string[];
  /** No pointers and left out when empty: a text, number or truth value that is zero. @default none */
  readonly omitted?: readonly string[];
}

const reference: StructTags = {
  omitted: ['apiGroup', 'apiVersion', 'fieldPath', 'kind', 'name', 'namespace', 'resourceVersion', 'uid'],
};

/**
 * Structs whose tags the schema does not tell: the names are those of its definitions.
 *
 * Source: gardener:pkg/apis/core/v1beta1/types_cloudprofile.go v1.150, kubernetes:staging/src/k8s.io/api/core/v1/types.go v1.36.
 */
const tagsByStruct: Readonly<Record<string, StructTags>> = {
  'core.v1beta1.CloudProfileControlPlane': { omitted: ['allowZonePinning'] },
  'core.v1beta1.MachineType': { written: ['cpu', 'gpu', 'memory'] },
  'core.v1beta1.MachineTypeStorage': { written: ['class'] },
  'core.v1beta1.ProjectMember': { omitted: ['apiGroup', 'namespace'] },
  'core.v1beta1.ShootMachineImage': { written: ['version'] },
  'k8s.core.v1.LocalObjectReference': reference,
  'k8s.core.v1.ObjectReference': reference,
  'k8s.core.v1.ProjectedVolumeSource': { written: ['sources'] },
  'k8s.core.v1.ResourceFieldSelector': { written: ['divisor'], omitted: ['containerName'] },
  'k8s.core.v1.SecretReference': reference,
  'k8s.core.v1.Toleration': { omitted: ['effect', 'key', 'operator', 'value'] },
  'k8s.core.v1.VolumeMount': { omitted: ['readOnly', 'subPath', 'subPathExpr'] },
  'k8s.meta.v1.ObjectMeta': {
    omitted: ['generateName', 'generation', 'name', 'namespace', 'resourceVersion', 'selfLink', 'uid'],
  },
  'k8s.rbac.v1.Subject': { omitted: ['apiGroup', 'namespace'] },
};

/** The tags of the struct that a schema refers to. */
export function structTags({ $ref, allOf }: Schema): StructTags {
  const target = $ref ?? allOf?.[0]?.$ref ?? '';
  return tagsByStruct[target.slice(target.lastIndexOf('/') + 1)] ?? {};
}
