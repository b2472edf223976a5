import { IpSet } from '../../core/ip-set';
import type { Request } from '../evaluate/connection';
import { passSet } from '../evaluate/pass-set';
import { chosenByServerName, type PlacedFilter } from '../evaluate/placement';
import { actionOf, policiesOf } from '../evaluate/rbac';
import { readRbac, type Json } from '../evaluate/rbac-config';
import { legacyPort, unifiedPort } from '../release';
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
  const rbac = readRbac(part(entry, 'patch')['value']);
  if (rbac?.rules === undefined) return [];
  const { rules } = rbac;
  const context = part(entry, 'match')['context'];
  if (String(context).startsWith('SIDECAR') && selectsGateway(target.labels)) {
    const message = 'the selected pods are a gateway: patches for sidecars never take effect there';
    return [{ kind: 'context', path: 'match.context', message, value: context }];
  }
  const port = unknownPort(entry, target);
  if (port.length > 0 || actionOf(rules) !== 'ALLOW') return port;
  if (policiesOf(rules).length === 0) {
    return [{ kind: 'everybody', path: rulesPath, message: 'ALLOW without policies refuses every connection' }];
  }
  const request = requestOfOthers(chosenByServerName(entry));
  if (request === undefined || letsIn({ object: '', rbac }, request)) return [];
  const message = 'whoever is in no policy is refused at every host behind this listener, not at those of one shoot';
  return [{ kind: 'everybody', path: `${rulesPath}.policies`, message }];
}

/** What somebody sends who is on the way to another shoot; undefined where the chain serves one host. */
function requestOfOthers(serverName: string | undefined): Request | undefined {
  if (serverName !== undefined && !serverName.startsWith('*.')) return undefined;
  const destination = 'outbound|443||kube-apiserver.shoot--nobody--else.svc.cluster.local';
  const headers = { [unifiedPort.header]: destination, [legacyPort.header]: destination };
  return { sni: `gu-nobody--else.${serverName?.slice(2) ?? 'example.org'}`, headers };
}

/** Does the filter let in every IPv4 client? Until 2026 the extension's own forgot those of IPv6. What cannot be judged does. */
function letsIn(filter: PlacedFilter, request: Request): boolean {
  const { addresses, unclear } = passSet({ filters: [filter], unclear: [] }, request);
  return unclear.length > 0 || addresses.contains(IpSet.all(4));
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
