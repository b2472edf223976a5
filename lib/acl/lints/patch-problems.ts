import { isMap } from '../../core/plain-map';
import { httpManager, isAnchor, neighborsOf, trustsHeaders } from '../evaluate/placement';
import { readRbac, type Json } from '../evaluate/rbac-config';
import { filterPath, part, type PatchProblem } from './patch-problem';
import { matchesVersion } from './patch-validity';

/**
 * What Istio would silently leave out of a patch, and what Envoy would refuse at that place.
 * Source: istio:pilot/pkg/networking/core/envoyfilter/listener_patch.go, pilot/pkg/model/envoyfilter.go.
 */
export function patchProblems(entry: Json): PatchProblem[] {
  return [
    ...anchorProblems(entry),
    ...listenerProblems(entry),
    ...terminalProblems(entry),
    ...trustProblems(entry),
    ...versionProblems(entry),
  ];
}

/** Operations that need another filter as their place. */
const besideAnother = new Set(['INSERT_BEFORE', 'INSERT_AFTER', 'MERGE', 'REPLACE', 'REMOVE']);
/** Those that change or take away that filter. */
const changing = new Set(['MERGE', 'REPLACE', 'REMOVE']);
const filterPatches = new Set<unknown>(['NETWORK_FILTER', 'HTTP_FILTER']);

function anchorProblems(entry: Json): PatchProblem[] {
  const listener = part(entry, 'match')['listener'];
  const [filter] = neighborsOf(listener);
  if (entry['applyTo'] === 'HTTP_FILTER' && filter !== undefined && filter !== httpManager) {
    const message = `HTTP filters lie in ${httpManager} only, so that the patch never takes effect`;
    return [{ kind: 'anchor', path: filterPath, message, value: filter }];
  }
  const operation = operationOf(entry);
  if (!besideAnother.has(operation)) return [];
  return changeProblems(entry, operation) ?? neighborsOf(listener).flatMap(name => neighborProblems(entry, name));
}

/** What is wrong with a patch that changes a filter or takes it away; undefined when that filter is no special one. */
function changeProblems(entry: Json, operation: string): PatchProblem[] | undefined {
  if (!filterPatches.has(entry['applyTo']) || !changing.has(operation)) return undefined;
  const target = beside(entry);
  if (target === undefined && operation !== 'MERGE') {
    return [{ kind: 'anchor', path: 'patch.operation', message: `${operation} names no filter, and does nothing` }];
  }
  if (target === undefined || !isAccessFilter(target)) return undefined;
  const message = `${operation} of "${target}" changes who reaches the API servers behind this gateway`;
  return [{ kind: 'disarm', path: filterPath, message, value: target }];
}

function neighborProblems(entry: Json, name: string): PatchProblem[] {
  const anchor = (message: string): PatchProblem[] => [{ kind: 'anchor', path: filterPath, message, value: name }];
  if (!isAnchor(name)) {
    const where = `takes effect only where filter "${name}" exists, and is silently absent elsewhere`;
    return anchor(`${operationOf(entry)} ${where}`);
  }
  if (readRbac(part(entry, 'patch')['value'])?.flavor !== 'network') return [];
  const kind = name === httpManager ? 'end TLS' : 'pass TLS through';
  return anchor(`only chains that ${kind} have filter "${name}": the others stay without this filter`);
}

/** The filter that a patch names: the HTTP filter inside the connection manager, or the network filter. */
function beside(entry: Json): string | undefined {
  const [filter, inner] = neighborsOf(part(entry, 'match')['listener']);
  return entry['applyTo'] === 'HTTP_FILTER' ? inner : filter;
}

/** Filters of the extension, of this package, and RBAC filters under Envoy's own names. */
function isAccessFilter(name: string): boolean {
  return /^acl-|^envoy\.filters\.(?:network|http)\.rbac$/.test(name);
}

/** Behind a gateway's last filter nothing may follow. */
function terminalProblems(entry: Json): PatchProblem[] {
  if (!filterPatches.has(entry['applyTo'])) return [];
  const operation = operationOf(entry);
  const neighbor = beside(entry);
  const last = operation === 'ADD' || (operation === 'INSERT_AFTER' && (neighbor === undefined || isAnchor(neighbor)));
  if (!last) return [];
  const message = `${operation} puts the filter behind the last one of the chain, where Envoy takes none`;
  return [{ kind: 'refused', path: 'patch.operation', message, value: operation }];
}

/** The load balancer's port; the listener behind it has another one. */
const tlsPort = 443;

function listenerProblems(entry: Json): PatchProblem[] {
  if (part(entry, 'match')['context'] !== 'GATEWAY' || readRbac(part(entry, 'patch')['value']) === undefined) return [];
  const { name, portNumber, filterChain } = part(part(entry, 'match'), 'listener');
  const sni = isMap(filterChain) ? filterChain['sni'] : undefined;
  const problems: PatchProblem[] = [];
  const never = (path: string, value: unknown, message: string): void => {
    problems.push({ kind: 'listener', path: `match.listener.${path}`, message, value });
  };
  const named = typeof name === 'string' ? /_(\d+)$/.exec(name)?.[1] : undefined;
  if (portNumber === tlsPort) never('portNumber', portNumber, toListener);
  else if (named === String(tlsPort)) never('name', name, toListener);
  else if (named !== undefined && typeof portNumber === 'number' && Number(named) !== portNumber) {
    never('portNumber', portNumber, `listener ${String(name)} has another port, so that the patch never takes effect`);
  }
  if (typeof sni === 'string' && sni !== sni.toLowerCase()) {
    never('filterChain.sni', sni, 'server names are compared as written, and those of chains are in lower case');
  } else if (typeof sni === 'string' && sni.endsWith('.')) {
    never('filterChain.sni', sni, 'no chain has a server name with a dot at its end');
  }
  return problems;
}

const toListener = "443 is the port of the load balancer: the gateway's listener behind it has port 9443";

function trustProblems(entry: Json): PatchProblem[] {
  const field = trustsHeaders(entry);
  if (field === undefined) return [];
  const message = `with ${field}, remote_ip of HTTP filters is what a client writes into a header`;
  return [{ kind: 'trust', path: `patch.value.typed_config.${field}`, message }];
}

/** The Istio of the newest Gardener known here. Source: gardener:imagevector/containers.yaml (istio-proxy) v1.150. */
const newestIstio = { version: '1.29.6', gardener: '1.150' };

/** An access filter that hangs on a version goes with the next upgrade of Gardener, and nobody is told. */
function versionProblems(entry: Json): PatchProblem[] {
  const wanted = part(part(entry, 'match'), 'proxy')['proxyVersion'];
  if (typeof wanted !== 'string' || wanted === '' || matchesVersion(wanted, '999.0.0') === true) return [];
  const { version, gardener } = newestIstio;
  const newest =
    matchesVersion(wanted, version) === false ? `, such as those of Gardener ${gardener} with ${version}` : '';
  const message = `gateways with another version of Istio stay without the patch${newest}`;
  return [{ kind: 'version', path: 'match.proxy.proxyVersion', message, value: wanted }];
}

function operationOf(entry: Json): string {
  return String(part(entry, 'patch')['operation']);
}
