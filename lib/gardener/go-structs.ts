import type { Schema } from '../api/json-schema';

/** How Go writes the fields of a struct that hold nothing. */
export interface StructTags {
  /** Written even when empty, beside those that the schema requires. @default none */
  readonly written?: readonly string[];
  /** No pointers and left out when empty: a text, number or truth value that is zero. @default none */
  readonly omitted?: readonly string[];
  /** Pointers that are written as null when absent. @default none */
  readonly nulls?: readonly string[];
}

const reference: StructTags = {
  omitted: ['apiGroup', 'apiVersion', 'fieldPath', 'kind', 'name', 'namespace', 'resourceVersion', 'uid'],
};

const readOnly: StructTags = { omitted: ['readOnly'] };
const volume: StructTags = { omitted: ['fsType', 'readOnly'] };
const partition: StructTags = { omitted: ['fsType', 'partition', 'readOnly'] };

/**
 * Structs whose tags the schema does not tell: the names are those of its definitions.
 *
 * Source: gardener:pkg/apis/core/v1beta1/types_cloudprofile.go v1.150, kubernetes:staging/src/k8s.io/api/core/v1/types.go v1.36.
 */
const tagsByStruct: Readonly<Record<string, StructTags>> = {
  'componentbase.config.v1alpha1.LeaderElectionConfiguration': { nulls: ['leaderElect'] },
  'core.v1beta1.CloudProfileControlPlane': { omitted: ['allowZonePinning'] },
  'core.v1beta1.MachineType': { written: ['cpu', 'gpu', 'memory'] },
  'core.v1beta1.MachineTypeStorage': { written: ['class'] },
  'core.v1beta1.ProjectMember': { omitted: ['apiGroup', 'namespace'] },
  'core.v1beta1.ShootMachineImage': { written: ['version'] },
  'k8s.core.v1.AWSElasticBlockStoreVolumeSource': partition,
  'k8s.core.v1.AzureFileVolumeSource': readOnly,
  'k8s.core.v1.CephFSVolumeSource': { omitted: ['path', 'readOnly', 'secretFile', 'user'] },
  'k8s.core.v1.CinderVolumeSource': volume,
  'k8s.core.v1.ConfigMapKeySelector': reference,
  'k8s.core.v1.ConfigMapProjection': reference,
  'k8s.core.v1.ConfigMapVolumeSource': reference,
  'k8s.core.v1.EmptyDirVolumeSource': { omitted: ['medium'] },
  'k8s.core.v1.EnvVar': { omitted: ['value'] },
  'k8s.core.v1.FCVolumeSource': volume,
  'k8s.core.v1.FlexVolumeSource': volume,
  'k8s.core.v1.FlockerVolumeSource': { omitted: ['datasetName', 'datasetUUID'] },
  'k8s.core.v1.GCEPersistentDiskVolumeSource': partition,
  'k8s.core.v1.GitRepoVolumeSource': { omitted: ['directory', 'revision'] },
  'k8s.core.v1.GlusterfsVolumeSource': readOnly,
  'k8s.core.v1.ISCSIVolumeSource': {
    omitted: ['chapAuthDiscovery', 'chapAuthSession', 'fsType', 'iscsiInterface', 'readOnly'],
  },
  'k8s.core.v1.ImageVolumeSource': { omitted: ['pullPolicy', 'reference'] },
  'k8s.core.v1.LocalObjectReference': reference,
  'k8s.core.v1.NFSVolumeSource': readOnly,
  'k8s.core.v1.ObjectFieldSelector': { omitted: ['apiVersion'] },
  'k8s.core.v1.ObjectReference': reference,
  'k8s.core.v1.PersistentVolumeClaimSpec': { written: ['resources'], omitted: ['volumeName'] },
  'k8s.core.v1.PersistentVolumeClaimVolumeSource': readOnly,
  'k8s.core.v1.PhotonPersistentDiskVolumeSource': { omitted: ['fsType'] },
  'k8s.core.v1.PodCertificateProjection': {
    omitted: ['certificateChainPath', 'credentialBundlePath', 'keyPath', 'keyType', 'signerName'],
  },
  'k8s.core.v1.PortworxVolumeSource': volume,
  'k8s.core.v1.ProjectedVolumeSource': { written: ['sources'] },
  'k8s.core.v1.QuobyteVolumeSource': { omitted: ['group', 'readOnly', 'tenant', 'user'] },
  'k8s.core.v1.RBDVolumeSource': { omitted: ['fsType', 'keyring', 'pool', 'readOnly', 'user'] },
  'k8s.core.v1.ResourceClaim': { omitted: ['request'] },
  'k8s.core.v1.ResourceFieldSelector': { written: ['divisor'], omitted: ['containerName'] },
  'k8s.core.v1.ScaleIOVolumeSource': {
    omitted: ['fsType', 'protectionDomain', 'readOnly', 'sslEnabled', 'storageMode', 'storagePool', 'volumeName'],
    nulls: ['secretRef'],
  },
  'k8s.core.v1.SecretKeySelector': reference,
  'k8s.core.v1.SecretProjection': reference,
  'k8s.core.v1.SecretReference': reference,
  'k8s.core.v1.SecretVolumeSource': { omitted: ['secretName'] },
  'k8s.core.v1.ServiceAccountTokenProjection': { omitted: ['audience'] },
  'k8s.core.v1.StorageOSVolumeSource': { omitted: ['fsType', 'readOnly', 'volumeName', 'volumeNamespace'] },
  'k8s.core.v1.Taint': { omitted: ['value'] },
  'k8s.core.v1.Toleration': { omitted: ['effect', 'key', 'operator', 'value'] },
  'k8s.core.v1.VolumeMount': { omitted: ['readOnly', 'subPath', 'subPathExpr'] },
  'k8s.core.v1.VsphereVirtualDiskVolumeSource': { omitted: ['fsType', 'storagePolicyID', 'storagePolicyName'] },
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
