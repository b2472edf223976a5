import type { CelScope } from '../cel/checker';
import { celFunctions, patchFunctions } from '../cel/functions';
import { celType, structType, type CelType } from '../cel/type';

/** What an expression of admission may use beside the object, the request and the namespace. */
export interface ScopeOptions {
  /** The policy has parameters. */
  readonly params: boolean;
  /** May ask whether somebody is allowed something. @default true */
  readonly authorizer?: boolean;
  /** The variables of the policy, by name; undefined where there are none to use. */
  readonly composed?: ReadonlyMap<string, CelType> | undefined;
  /** Makes an object or a patch. @default false */
  readonly patch?: boolean;
}

const kindFields = { group: 'string', version: 'string', kind: 'string' };
const resourceFields = { group: 'string', version: 'string', resource: 'string' };

/** Source: `apiserver:pkg/admission/plugin/cel/compile.go v0.36` (`BuildRequestType`). */
const request = structType('kubernetes.AdmissionRequest', {
  kind: structType('kubernetes.GroupVersionKind', kindFields),
  resource: structType('kubernetes.GroupVersionResource', resourceFields),
  subResource: 'string',
  requestKind: structType('kubernetes.GroupVersionKind', kindFields),
  requestResource: structType('kubernetes.GroupVersionResource', resourceFields),
  requestSubResource: 'string',
  name: 'string',
  namespace: 'string',
  operation: 'string',
  userInfo: structType('kubernetes.UserInfo', {
    username: 'string',
    uid: 'string',
    groups: 'list(string)',
    extra: 'map(string,list(string))',
  }),
  dryRun: 'bool',
  options: 'dyn',
});

const condition = structType('kubernetes.NamespaceCondition', {
  status: 'string',
  type: 'string',
  lastTransitionTime: 'timestamp',
  message: 'string',
  reason: 'string',
});

/** Source: `apiserver:pkg/admission/plugin/cel/compile.go v0.36` (`BuildNamespaceType`). */
const namespace = structType('kubernetes.Namespace', {
  metadata: structType('kubernetes.NamespaceMetadata', {
    name: 'string',
    generateName: 'string',
    namespace: 'string',
    labels: 'map(string,string)',
    annotations: 'map(string,string)',
    UID: 'string',
    creationTimestamp: 'timestamp',
    deletionGracePeriodSeconds: 'int',
    deletionTimestamp: 'timestamp',
    generation: 'int',
    resourceVersion: 'string',
    finalizers: 'list(string)',
  }),
  spec: structType('kubernetes.NamespaceSpec', { finalizers: 'list(string)' }),
  status: structType('kubernetes.NamespaceStatus', {
    conditions: { ...celType('list(dyn)'), parameters: [condition] },
    phase: 'string',
  }),
});

const authorizers: readonly (readonly [string, CelType])[] = [
  ['authorizer', celType('kubernetes.authorization.Authorizer')],
  ['authorizer.requestResource', celType('kubernetes.authorization.ResourceCheck')],
];

/** An object that a policy applies; the names of its parts are those of their fields. */
export const appliedObject = structType('Object');

/** One step of a JSON patch. */
export const jsonPatch = structType('JSONPatch', { op: 'string', path: 'string', from: 'string', value: 'dyn' });

/** What an expression may use. */
export function expressionScope({ params, authorizer = true, composed, patch = false }: ScopeOptions): CelScope {
  const variables = new Map<string, CelType>([
    ['object', celType('dyn')],
    ['oldObject', celType('dyn')],
    ['request', request],
    ['namespaceObject', namespace],
    ...(params ? [['params', celType('dyn')] as const] : []),
    ...(authorizer ? authorizers : []),
  ]);
  if (composed !== undefined) variables.set('variables', { ...structType('kubernetes.variables'), fields: composed });
  return {
    variables,
    functions: patch ? [celFunctions, patchFunctions] : [celFunctions],
    message: name => (patch ? patchMessage(name) : undefined) ?? protobufMessage(name),
  };
}

function patchMessage(name: string): CelType | undefined {
  if (name === jsonPatch.name) return jsonPatch;
  if (name === appliedObject.name) return appliedObject;
  return name.startsWith(`${appliedObject.name}.`) ? structType(name) : undefined;
}

/** Messages that come with CEL; the fields of those of protobuf itself are not known here. */
function protobufMessage(name: string): CelType | undefined {
  if (name === 'google.protobuf.Timestamp') return celType('timestamp');
  if (name === 'google.protobuf.Duration') return celType('duration');
  return name.startsWith('google.protobuf.') ? celType('dyn') : undefined;
}
