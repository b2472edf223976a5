import { httpManager, isAnchor, neighborsOf, trustsHeaders } from '../evaluate/placement';
import { isMap, readRbac, type Json } from '../evaluate/rbac-config';
import { part, type PatchProblem } from './patch-problem';

/**
 * What Istio would refuse in a patch or silently leave out, and what Envoy would refuse at that place.
 * Source: istio:pkg/config/validation/envoyfilter/envoyfilter.go, pilot/pkg/networking/core/envoyfilter/listener_patch.go.
 */
export function patchProblems(entry: Json): PatchProblem[] {
  const invalid = [...missingParts(entry), ...invalidMatch(entry)];
  if (invalid.length > 0) return invalid;
  return [...anchorProblems(entry), ...listenerProblems(entry), ...terminalProblems(entry), ...trustProblems(entry)];
}

const listenerKinds = new Set(['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER']);

function missingParts(entry: Json): PatchProblem[] {
  const patch = part(entry, 'patch');
  const missing = (path: string): PatchProblem => ({
    kind: 'invalid',
    path,
    message: `${path} is needed: Istio refuses the object without it`,
  });
  if (entry['applyTo'] === undefined) return [missing('applyTo')];
  if (entry['patch'] === undefined) return [missing('patch')];
  if (patch['operation'] === undefined) return [missing('patch.operation')];
  return patch['value'] === undefined && patch['operation'] !== 'REMOVE' ? [missing('patch.value')] : [];
}

function invalidMatch(entry: Json): PatchProblem[] {
  const applyTo = String(entry['applyTo']);
  if (!listenerKinds.has(applyTo)) return [];
  const match = part(entry, 'match');
  const other = ['routeConfiguration', 'cluster', 'waypoint'].find(kind => match[kind] !== undefined);
  if (other !== undefined && match['context'] !== 'WAYPOINT') {
    return [invalid(`match.${other}`, `applyTo ${applyTo} goes with match.listener only`)];
  }
  const filter = part(part(match, 'listener'), 'filterChain')['filter'];
  return isMap(filter) ? invalidFilter(filter, applyTo) : [];
}

const filterPath = 'match.listener.filterChain.filter';

function invalidFilter({ name, subFilter }: Json, applyTo: string): PatchProblem[] {
  if (typeof name !== 'string' || name === '') return [invalid(`${filterPath}.name`, 'a filter needs a name to match')];
  if (!isMap(subFilter)) return [];
  const path = `${filterPath}.subFilter`;
  if (applyTo !== 'HTTP_FILTER') return [invalid(path, 'subFilter goes with applyTo HTTP_FILTER only')];
  if (name !== httpManager) return [invalid(path, `subFilter needs the filter ${httpManager}`)];
  return typeof subFilter['name'] === 'string' ? [] : [invalid(`${path}.name`, 'a subFilter needs a name to match')];
}

function invalid(path: string, message: string): PatchProblem {
  return { kind: 'invalid', path, message };
}

/** Operations that need another filter as their place. */
const besideAnother = new Set(['INSERT_BEFORE', 'INSERT_AFTER', 'MERGE', 'REPLACE', 'REMOVE']);

function anchorProblems(entry: Json): PatchProblem[] {
  const operation = operationOf(entry);
  const listener = part(entry, 'match')['listener'];
  const [filter] = neighborsOf(listener);
  const anchor = (value: string, message: string): PatchProblem => ({
    kind: 'anchor',
    path: filterPath,
    message,
    value,
  });
  if (entry['applyTo'] === 'HTTP_FILTER' && filter !== undefined && filter !== httpManager) {
    return [anchor(filter, `HTTP filters lie in ${httpManager} only, so that the patch never takes effect`)];
  }
  if (!besideAnother.has(operation)) return [];
  const protects = readRbac(part(entry, 'patch')['value'])?.flavor === 'network';
  return neighborsOf(listener).flatMap(name => {
    if (!isAnchor(name)) {
      return [
        anchor(name, `${operation} takes effect only where filter "${name}" exists, and is silently absent elsewhere`),
      ];
    }
    if (!protects) return [];
    const kind = name === httpManager ? 'end TLS' : 'pass TLS through';
    return [anchor(name, `only chains that ${kind} have filter "${name}": the others stay without this filter`)];
  });
}

/** Behind a gateway's last filter nothing may follow. */
function terminalProblems(entry: Json): PatchProblem[] {
  const applyTo = entry['applyTo'];
  if (applyTo !== 'NETWORK_FILTER' && applyTo !== 'HTTP_FILTER') return [];
  const operation = operationOf(entry);
  const chain = neighborsOf(part(entry, 'match')['listener']);
  const beside = applyTo === 'HTTP_FILTER' ? chain[1] : chain[0];
  const last = operation === 'ADD' || (operation === 'INSERT_AFTER' && (beside === undefined || isAnchor(beside)));
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

function operationOf(entry: Json): string {
  return String(part(entry, 'patch')['operation']);
}
