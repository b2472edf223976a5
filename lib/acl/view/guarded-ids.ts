import { shortId } from '../../core/gardener-names';
import type { KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';
import { patchesOf } from '../evaluate/placement';
import { readRbac, type Json } from '../evaluate/rbac-config';

/** Names of the extension's objects and of ours end with the technical ID of their shoot. */
const ownName = /^acl-(?:api|vpn|http-proxy|ingress|x)-(shoot-.+)$/;
const aggregatedName = /^acl-x-gateway-\d+(?:-[0-9a-f]{5})?$/;
/** How the destination of a tunnel names a shoot, in a matcher of either profile. */
const destination = /^(?:\.(shoot-[^.]+)\.|(shoot-.+)--kube-apiserver-socket)$/;

/** The shoots that the filters of a tree are about: short IDs, and technical IDs where the filters tell them. */
export function guardedIds(filters: readonly KubernetesObject[]): ReadonlySet<string> {
  return new Set(
    filters.flatMap(object => [
      ...namedIds(object),
      ...patchesOf(object).flatMap(patch => [...patchIds(object, patch)]),
    ]),
  );
}

/** Short IDs of the shoots that one patch is about; empty for the patch of somebody else. */
export function idsIn(object: KubernetesObject, patch: Json): ReadonlySet<string> {
  return new Set([...namedIds(object), ...patchIds(object, patch)].map(shortId));
}

function namedIds({ metadata }: KubernetesObject): string[] {
  const id = ownName.exec(metadata.name ?? '')?.[1];
  return id === undefined ? [] : [id];
}

/** An aggregated object names its policies after the shoots; any other one tells them by the destinations that it matches. */
function patchIds({ metadata }: KubernetesObject, { patch }: Json): ReadonlySet<string> {
  const rules = readRbac(isMap(patch) ? patch['value'] : undefined)?.rules;
  const policies = isMap(rules?.['policies']) ? rules['policies'] : {};
  const ids = new Set(aggregatedName.test(metadata.name ?? '') ? Object.keys(policies) : []);
  addDestinations(policies, ids);
  return ids;
}

function addDestinations(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string') {
    const [, service, socket] = destination.exec(value) ?? [];
    const id = service ?? socket;
    if (id !== undefined) ids.add(id);
  } else if (typeof value === 'object' && value !== null) {
    for (const entry of Object.values(value)) addDestinations(entry, ids);
  }
}
