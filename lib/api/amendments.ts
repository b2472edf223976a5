import type { Schema } from './json-schema';
import { boundedSchema } from './kubernetes-bounds';
import { withServerDefaults } from './kubernetes-defaults';

/**
 * Durations of Gardener's custom resources: their definitions say only "string", but controllers decode Go durations and fail on
 * the whole list of objects when one of them is wrong.
 *
 * Upstream: `gardener:pkg/apis/operator/v1alpha1/types_garden.go, pkg/apis/core/v1beta1/types_shoot.go,
 * types_controllerregistration.go, pkg/apis/extensions/v1alpha1/types_worker.go v1.150`.
 */
const durations = new Set([
  'cacheTTL',
  'certificateSigningDuration',
  'cpuInitializationPeriod',
  'downscaleStabilization',
  'eventTTL',
  'initialReadinessDelay',
  'inPlaceUpdateTimeout',
  'machineCreationTimeout',
  'machineDrainTimeout',
  'machineHealthTimeout',
  'machinePreserveTimeout',
  'maxNodeProvisionTime',
  'maxTokenExpiration',
  'nodeMonitorGracePeriod',
  'podEvictionTimeout',
  'pollInterval',
  'reconcileTimeout',
  'scaleDownUnneededTime',
  'scaleDownUnreadyTime',
  'sessionLifetime',
  'shootAdminKubeconfigMaxExpiration',
  'syncPeriod',
]);

/** What `time.ParseDuration` of Go reads. */
const goDuration = '^[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$';
const groups = new Set(['operator.gardener.cloud', 'extensions.gardener.cloud']);

/** What upstream's schema of a group leaves out or demands otherwise than its controllers do; other schemas are returned as they are. */
export function amendSchema(schema: Schema, group: string): Schema {
  if (group.endsWith('.provider.extensions.gardener.cloud')) return withOptionalCapacity(schema);
  if (group === 'apiserver.config.k8s.io') return withOptional(schema, 'jwt');
  return groups.has(group) ? (amend(schema) as Schema) : boundedSchema(withServerDefaults(schema, group), group);
}

const nodeTemplate = 'extensions.v1alpha1.NodeTemplate';

/**
 * Providers take a node template without capacity: their validation looks only at what is there. The tag of the field says required for the sake
 * of the custom resource Worker.
 *
 * Upstream: `gardener-extension-provider-aws:pkg/apis/aws/validation/worker.go v1.73`.
 */
function withOptionalCapacity(schema: Schema): Schema {
  const definition = schema.definitions?.[nodeTemplate];
  if (definition === undefined) return schema;
  return { ...schema, definitions: { ...schema.definitions, [nodeTemplate]: withOptional(definition, 'capacity') } };
}

/**
 * The same for a configuration of authentication without authenticators.
 *
 * Upstream: `kubernetes/apiserver:pkg/apis/apiserver/validation/validation.go v0.36` (ValidateAuthenticationConfiguration).
 */
function withOptional(schema: Schema, field: string): Schema {
  const { required, ...rest } = schema;
  return required === undefined ? schema : { ...rest, required: required.filter(name => name !== field) };
}

function amend(node: unknown, field?: string): unknown {
  if (Array.isArray(node)) return node.map(entry => amend(entry));
  if (typeof node !== 'object' || node === null) return node;
  const fields = node as Readonly<Record<string, unknown>>;
  if (field !== undefined && durations.has(field) && fields['type'] === 'string' && fields['pattern'] === undefined) {
    return { ...fields, pattern: goDuration, 'x-go-type': 'metav1.Duration' };
  }
  return Object.fromEntries(
    Object.entries(withDefaultsOptional(fields)).map(([name, value]) => [
      name,
      name === 'properties' ? amendFields(value) : amend(value),
    ]),
  );
}

/** The API server fills in a default before it looks for what is required. */
function withDefaultsOptional(node: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { required, properties } = node as Schema;
  if (!Array.isArray(required) || properties === undefined) return node;
  const missing = required.filter((name: string) => !hasDefault(properties[name]));
  return missing.length === required.length ? node : { ...node, required: missing };
}

function hasDefault(schema: Schema | undefined): boolean {
  return schema?.default !== undefined;
}

function amendFields(properties: unknown): unknown {
  return Object.fromEntries(Object.entries(properties as object).map(([name, value]) => [name, amend(value, name)]));
}
