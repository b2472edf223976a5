import type { Schema } from './json-schema';

/** Keywords that are added to a definition and to its fields. */
interface Bounds {
  readonly required?: readonly string[];
  readonly fields?: Readonly<Record<string, Schema>>;
}

const label = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
/** The same with its length, and empty, which is another mistake. */
const shortLabel = '^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?$';
const natural: Schema = { minimum: 0 };
const text: Schema = { minLength: 1 };
const portNumber: Schema = { minimum: 1, maximum: 65535 };
/** A service name has a letter, and single hyphens between its parts. */
const serviceName = '^([a-z0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$';
const portOrName: Schema = { ...portNumber, pattern: serviceName, maxLength: 15 };
const fileMode: Schema = { minimum: 0, maximum: 0o777 };
const weight: Schema = { minimum: 1, maximum: 100 };
const percentage: Schema = { minimum: 0, pattern: '^(100|[0-9]{1,2})%$' };
const cidr: Schema = { pattern: '^[0-9a-fA-F:.]+/[0-9]+$' };
const host = '^((\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$';
const schedule =
  '^[\\s\\u0085]*(@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \\S+)|\\S+([\\s\\u0085]+\\S+){4})[\\s\\u0085]*$';
const metricTypes = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];

const workload: Bounds = {
  fields: {
    replicas: natural,
    minReadySeconds: natural,
    revisionHistoryLimit: natural,
    progressDeadlineSeconds: natural,
  },
};
const modes: Bounds = { fields: { defaultMode: fileMode } };
const handler: Bounds = { fields: { port: portOrName } };
const user: Bounds = { fields: { runAsUser: natural, runAsGroup: natural, fsGroup: natural } };

/**
 * What the validation of Kubernetes asks of single fields, and what neither Go types nor OpenAPI say.
 *
 * Upstream: `kubernetes:pkg/apis/{apps,autoscaling,batch,core,networking,policy,rbac}/validation/validation.go v1.33`.
 */
const bounds: Readonly<Record<string, Bounds>> = {
  'k8s.meta.v1.LabelSelectorRequirement': {
    fields: { key: text, operator: { enum: ['DoesNotExist', 'Exists', 'In', 'NotIn'] } },
  },
  'k8s.apps.v1.DeploymentSpec': workload,
  'k8s.apps.v1.DaemonSetSpec': workload,
  'k8s.apps.v1.ReplicaSetSpec': workload,
  // a negative limit of revisions is kept
  'k8s.apps.v1.StatefulSetSpec': { fields: { replicas: natural, minReadySeconds: natural } },
  'k8s.apps.v1.RollingUpdateDeployment': {
    fields: { maxSurge: { minimum: 0, pattern: '^[0-9]+%$' }, maxUnavailable: percentage },
  },
  'k8s.autoscaling.v2.HorizontalPodAutoscalerSpec': {
    fields: { maxReplicas: { minimum: 1 }, minReplicas: natural },
  },
  'k8s.autoscaling.v2.MetricSpec': { fields: { type: { enum: metricTypes } } },
  'k8s.autoscaling.v2.MetricTarget': { fields: { type: { enum: ['AverageValue', 'Utilization', 'Value'] } } },
  'k8s.batch.v1.JobSpec': {
    fields: { parallelism: natural, completions: natural, backoffLimit: natural, ttlSecondsAfterFinished: natural },
  },
  'k8s.batch.v1.CronJobSpec': {
    fields: {
      schedule: { pattern: schedule },
      startingDeadlineSeconds: natural,
      successfulJobsHistoryLimit: natural,
      failedJobsHistoryLimit: natural,
    },
  },
  'k8s.core.v1.PodSpec': {
    fields: {
      containers: { minItems: 1 },
      activeDeadlineSeconds: { minimum: 1 },
    },
  },
  'k8s.core.v1.Container': {
    required: ['image'],
    fields: { name: { ...text, pattern: shortLabel }, image: { ...text, pattern: '^(\\S(.*\\S)?)?$' } },
  },
  'k8s.core.v1.ContainerPort': {
    fields: {
      containerPort: portNumber,
      hostPort: { minimum: 0, maximum: 65535 },
      name: { pattern: `^$|${serviceName}`, maxLength: 15 },
    },
  },
  'k8s.core.v1.EnvVar': { fields: { name: { ...text, pattern: '^[ -<>-~]*$' } } },
  'k8s.core.v1.Volume': { fields: { name: { ...text, pattern: shortLabel } } },
  'k8s.core.v1.SecretVolumeSource': modes,
  'k8s.core.v1.ConfigMapVolumeSource': modes,
  'k8s.core.v1.ProjectedVolumeSource': modes,
  'k8s.core.v1.DownwardAPIVolumeSource': modes,
  'k8s.core.v1.KeyToPath': { fields: { key: text, path: text, mode: fileMode } },
  'k8s.core.v1.Probe': {
    fields: {
      initialDelaySeconds: natural,
      timeoutSeconds: natural,
      periodSeconds: natural,
      successThreshold: natural,
      failureThreshold: natural,
    },
  },
  'k8s.core.v1.HTTPGetAction': handler,
  'k8s.core.v1.TCPSocketAction': handler,
  'k8s.core.v1.GRPCAction': { fields: { port: portNumber } },
  'k8s.core.v1.SecurityContext': user,
  'k8s.core.v1.PodSecurityContext': user,
  'k8s.core.v1.TopologySpreadConstraint': { fields: { maxSkew: { minimum: 1 }, topologyKey: text } },
  'k8s.core.v1.PodAffinityTerm': { fields: { topologyKey: text } },
  'k8s.core.v1.WeightedPodAffinityTerm': { fields: { weight } },
  'k8s.core.v1.PreferredSchedulingTerm': { fields: { weight } },
  'k8s.core.v1.ServicePort': {
    fields: {
      port: portNumber,
      nodePort: { minimum: 0, maximum: 65535 },
      targetPort: { minimum: 0, maximum: 65535, pattern: `^$|${serviceName}` },
      name: { pattern: `^$|${label}` },
    },
  },
  'k8s.networking.v1.IPBlock': { fields: { cidr, except: { items: cidr } } },
  'k8s.networking.v1.NetworkPolicyPort': { fields: { endPort: portNumber } },
  'k8s.networking.v1.IngressRule': { fields: { host: { pattern: host } } },
  'k8s.networking.v1.HTTPIngressPath': { fields: { path: { pattern: '^(/|$)' } } },
  'k8s.networking.v1.IngressServiceBackend': { required: ['name', 'port'] },
  'k8s.networking.v1.ServiceBackendPort': { fields: { number: { minimum: 0, maximum: 65535 } } },
  'k8s.policy.v1.PodDisruptionBudgetSpec': { fields: { minAvailable: percentage, maxUnavailable: percentage } },
  'k8s.rbac.v1.PolicyRule': { fields: { verbs: { minItems: 1 } } },
  'k8s.rbac.v1.RoleRef': {
    fields: {
      apiGroup: { enum: ['', 'rbac.authorization.k8s.io'] },
      kind: { enum: ['ClusterRole', 'Role'] },
      name: text,
    },
  },
  'k8s.rbac.v1.Subject': { fields: { kind: { enum: ['Group', 'ServiceAccount', 'User'] }, name: text } },
};

/** The pods of a group that restart otherwise than others do. */
const restarts: Readonly<Record<string, Bounds>> = {
  apps: { fields: { restartPolicy: { enum: ['', 'Always'] } } },
  batch: { required: ['restartPolicy'], fields: { restartPolicy: { enum: ['Never', 'OnFailure'] } } },
};

const groups = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
]);

/** The schema of a kind of Kubernetes with the bounds of its validation; those of others are returned as they are. */
export function boundedSchema(schema: Schema, group: string): Schema {
  if (!groups.has(group) || schema.definitions === undefined) return schema;
  const definitions = Object.entries(schema.definitions).map(([name, definition]): [string, Schema] => {
    const own = bounded(definition, bounds[name]);
    return [name, name === 'k8s.core.v1.PodSpec' ? bounded(own, restarts[group]) : own];
  });
  return { ...schema, definitions: Object.fromEntries(definitions) };
}

function bounded(definition: Schema, added: Bounds | undefined): Schema {
  if (added === undefined) return definition;
  const { required = [], fields = {} } = added;
  const all = [...new Set([...(definition.required ?? []), ...required])];
  const properties = Object.entries(definition.properties ?? {}).map(([name, field]): [string, Schema] => [
    name,
    withBounds(field, fields[name]),
  ]);
  return {
    ...definition,
    ...(all.length > 0 && { required: all }),
    properties: Object.fromEntries(properties),
  };
}

function withBounds(field: Schema, added: Schema | undefined): Schema {
  if (added === undefined) return field;
  const { items, ...rest } = added;
  return { ...field, ...rest, ...(items !== undefined && { items: { ...field.items, ...items } }) };
}
