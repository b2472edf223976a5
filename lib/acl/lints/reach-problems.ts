import { chosenByServerName } from '../evaluate/placement';
import { actionOf, policiesOf } from '../evaluate/rbac';
import { isMap, listOf, readRbac, type Json } from '../evaluate/rbac-config';
import { part, type PatchProblem } from './patch-problem';

const rulesPath = 'patch.value.typed_config.rules';

/** What an EnvoyFilter is for. */
export interface Target {
  /** Labels of the pods that it selects. */
  readonly labels: Json;
  readonly namespace: string;
}

/** Whether an RBAC filter reaches more connections of a shared gateway, or fewer, than its author can have meant. */
export function reachProblems(entry: Json, target: Target): PatchProblem[] {
  const rules = readRbac(part(entry, 'patch')['value'])?.rules;
  if (rules === undefined) return [];
  const context = part(entry, 'match')['context'];
  if (String(context).startsWith('SIDECAR') && selectsGateway(target.labels)) {
    const message = 'the selected pods are a gateway: patches for sidecars never take effect there';
    return [{ kind: 'context', path: 'match.context', message, value: context }];
  }
  const port = unknownPort(entry, target);
  if (port.length > 0 || actionOf(rules) !== 'ALLOW') return port;
  const policies = policiesOf(rules);
  if (policies.length === 0) {
    return [{ kind: 'everybody', path: rulesPath, message: 'ALLOW without policies refuses every connection' }];
  }
  if (chosenByServerName(entry) !== undefined || policies.some(isParticular)) return [];
  const message = 'whoever is in no policy is refused at every host behind this listener, not at those of one shoot';
  return [{ kind: 'everybody', path: `${rulesPath}.policies`, message }];
}

/** Is the policy about a host or a header, rather than about every request, or does it let everybody through? */
function isParticular(policy: unknown): boolean {
  if (!isMap(policy)) return true;
  const isAny = (entry: unknown): boolean => isMap(entry) && entry['any'] === true;
  return !listOf(policy['permissions']).every(isAny) || listOf(policy['principals']).some(isAny);
}

/** Labels of gateways as Gardener sets them. Source: gardener:pkg/gardenlet/operation/istio_config.go v1.150. */
function selectsGateway(labels: Json): boolean {
  return Object.values(labels).some(value => /ingressgateway|exposureclass-handler/.test(String(value)));
}

/** Ports of the listeners of Gardener's gateways. Source: gardener:pkg/gardenlet/controller/seed/seed/components.go v1.150. */
const gatewayPorts = new Set([9443, 8443, 8132]);
/** The load balancer's port has a finding of its own. */
const balancerPort = 443;
const ownNamespace = /^(?:virtual-garden-)?istio-ingress(?:$|--|-handler-)/;

/** A listener of a gateway of Gardener that no version has had. */
function unknownPort(entry: Json, { namespace }: Target): PatchProblem[] {
  const { name, portNumber } = part(part(entry, 'match'), 'listener');
  const named = typeof name === 'string' ? /_(\d+)$/.exec(name)?.[1] : undefined;
  const [field, port] = portNumber === undefined ? ['name', Number(named)] : ['portNumber', Number(portNumber)];
  if (!ownNamespace.test(namespace) || Number.isNaN(port) || port === balancerPort || gatewayPorts.has(port)) return [];
  const message = `gateways of Gardener listen on ${[...gatewayPorts].join(', ')}`;
  return [{ kind: 'listener', path: `match.listener.${field}`, message, value: field === 'name' ? name : portNumber }];
}

/** Namespaces in which Gardener and Kubernetes run no gateway. Technical IDs of shoots are namespaces, too. */
const withoutGateway = /^(?:shoot--?[^-]|extension-|kube-|garden$|default$|flux-system$|$)/;

/** Is the object about a gateway, and lies where there is none? */
export function isWithoutGateway({ labels, namespace }: Target): boolean {
  return selectsGateway(labels) && withoutGateway.test(namespace);
}
