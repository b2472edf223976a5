import type { Schema } from './json-schema';

/**
 * Fields of a closed set of values that Go keeps as plain text: an empty one is an absent one, and gets its default.
 *
 * Source: answers of kube-apiserver 1.36.3. Fields behind a pointer are not among them: there an empty text is a value, and refused.
 */
const emptyTexts: Readonly<Record<string, readonly string[]>> = {
  'k8s.apps.v1.DaemonSetUpdateStrategy': ['type'],
  'k8s.apps.v1.DeploymentStrategy': ['type'],
  'k8s.apps.v1.StatefulSetSpec': ['podManagementPolicy'],
  'k8s.apps.v1.StatefulSetUpdateStrategy': ['type'],
  'k8s.batch.v1.CronJobSpec': ['concurrencyPolicy'],
  'k8s.core.v1.Container': ['imagePullPolicy', 'terminationMessagePolicy'],
  'k8s.core.v1.ContainerPort': ['protocol'],
  'k8s.core.v1.EndpointPort': ['protocol'],
  'k8s.core.v1.EphemeralContainer': ['imagePullPolicy', 'terminationMessagePolicy'],
  'k8s.core.v1.HTTPGetAction': ['scheme'],
  'k8s.core.v1.ImageVolumeSource': ['pullPolicy'],
  'k8s.core.v1.PersistentVolumeSpec': ['persistentVolumeReclaimPolicy'],
  'k8s.core.v1.PodSpec': ['dnsPolicy', 'restartPolicy'],
  'k8s.core.v1.ServicePort': ['protocol'],
  'k8s.core.v1.ServiceSpec': ['externalTrafficPolicy', 'sessionAffinity', 'type'],
  'k8s.core.v1.Toleration': ['effect', 'operator'],
  'storage.k8s.io/v1/StorageClass': ['reclaimPolicy'],
};

/**
 * Fields that the Go type calls required because it always writes them; reading does not miss them, and neither does validation.
 *
 * Source: answers of kube-apiserver 1.36.3.
 */
const missable: Readonly<Record<string, readonly string[]>> = {
  'k8s.apiextensions.v1.CustomResourceDefinitionVersion': ['served'],
  'k8s.core.v1.ISCSIVolumeSource': ['lun'],
  'k8s.core.v1.LimitRangeSpec': ['limits'],
  'k8s.core.v1.PreferredSchedulingTerm': ['preference'],
  'k8s.core.v1.ScaleIOVolumeSource': ['secretRef'],
  'k8s.core.v1.Sysctl': ['value'],
  'k8s.core.v1.TypedLocalObjectReference': ['kind', 'name'],
  'storage.k8s.io/v1/CSIDriver': ['spec'],
};

/** The schema of a kind of Kubernetes, with what its API server takes for granted; those of others are returned as they are. */
export function withServerDefaults(schema: Schema, group: string): Schema {
  if (group.includes('.') && !group.endsWith('.k8s.io')) return schema;
  const root = relaxed((schema.$id ?? '').replace(/\.json$/, ''), schema);
  if (schema.definitions === undefined) return root;
  const definitions = Object.entries(schema.definitions).map(([name, definition]): [string, Schema] => [
    name,
    relaxed(name, definition),
  ]);
  return { ...root, definitions: Object.fromEntries(definitions) };
}

function relaxed(name: string, definition: Schema): Schema {
  const empty = emptyTexts[name] ?? [];
  const optional = missable[name] ?? [];
  if (empty.length + optional.length === 0) return definition;
  const { required, properties = {}, ...rest } = definition;
  const fields = Object.entries(properties).map(([field, schema]): [string, Schema] => [
    field,
    empty.includes(field) && schema.enum !== undefined ? { ...schema, enum: [...schema.enum, ''] } : schema,
  ]);
  return {
    ...rest,
    ...(required !== undefined && { required: required.filter(field => !optional.includes(field)) }),
    properties: Object.fromEntries(fields),
  };
}
