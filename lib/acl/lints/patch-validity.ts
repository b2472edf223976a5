import { isMap } from '../../core/plain-map';
import { httpManager } from '../evaluate/placement';
import type { Json } from '../evaluate/rbac-config';
import { filterPath, part, type PatchProblem } from './patch-problem';

/**
 * What Istio's validation refuses in a patch; of several things the first, as there.
 * Source: istio:pkg/config/validation/envoyfilter/envoyfilter.go.
 */
export function invalidParts(entry: Json): PatchProblem[] {
  const missing = missingParts(entry);
  return missing.length > 0 ? missing : [...invalidVersion(entry), ...invalidMatch(entry)].slice(0, 1);
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

/** Still taken in a patch, although no filter has this name any more. */
const formerManager = 'envoy.http_connection_manager';

function invalidFilter({ name, subFilter }: Json, applyTo: string): PatchProblem[] {
  if (typeof name !== 'string' || name === '') return [invalid(`${filterPath}.name`, 'a filter needs a name to match')];
  if (!isMap(subFilter)) return [];
  const path = `${filterPath}.subFilter`;
  if (applyTo !== 'HTTP_FILTER') return [invalid(path, 'subFilter goes with applyTo HTTP_FILTER only')];
  if (name !== httpManager && name !== formerManager) {
    return [invalid(path, `subFilter needs the filter ${httpManager}`)];
  }
  return typeof subFilter['name'] === 'string' ? [] : [invalid(`${path}.name`, 'a subFilter needs a name to match')];
}

function invalidVersion(entry: Json): PatchProblem[] {
  const wanted = part(part(entry, 'match'), 'proxy')['proxyVersion'];
  if (typeof wanted !== 'string' || hasOwnSyntax(wanted) || expression(wanted) !== undefined) return [];
  return [{ ...invalid('match.proxy.proxyVersion', 'proxyVersion is a regular expression'), value: wanted }];
}

/** Whether an expression finds a version; undefined where Go and JavaScript may read it differently. */
export function matchesVersion(wanted: string, version: string): boolean | undefined {
  return hasOwnSyntax(wanted) ? undefined : expression(wanted)?.test(version);
}

function expression(text: string): RegExp | undefined {
  try {
    return new RegExp(text, 's');
  } catch {
    return undefined;
  }
}

/** Flags, named groups, anchors and classes that Go writes otherwise. */
function hasOwnSyntax(text: string): boolean {
  return /\(\?[^:]|\\[zAQCpP]|\[\[:/.test(text);
}

function invalid(path: string, message: string): PatchProblem {
  return { kind: 'invalid', path, message };
}
