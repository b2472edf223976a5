import type { KubernetesObject } from '../../core/object';
import { isMap, listOf, readRbac } from '../evaluate/rbac-config';

/** Names of the extension's objects and of ours end with the technical ID of their shoot. */
const ownName = /^acl-(?:api|vpn|http-proxy|x)-(shoot-.+)$/;
const aggregatedName = /^acl-x-gateway-\d+(?:-[0-9a-f]{5})?$/;

/**
 * The shoots that the filters of a tree are about: technical IDs from the names of the objects, short IDs from the policies of the
 * aggregated ones.
 */
export function guardedIds(filters: readonly KubernetesObject[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const object of filters) {
    const name = object.metadata.name ?? '';
    const id = ownName.exec(name)?.[1];
    if (id !== undefined) ids.add(id);
    else if (aggregatedName.test(name)) for (const policy of policiesOf(object)) ids.add(policy);
  }
  return ids;
}

function policiesOf(object: KubernetesObject): string[] {
  const spec = isMap(object['spec']) ? object['spec'] : {};
  return listOf(spec['configPatches']).flatMap(patch => {
    const value = isMap(patch) && isMap(patch['patch']) ? patch['patch']['value'] : undefined;
    const policies = readRbac(value)?.rules?.['policies'];
    return isMap(policies) ? Object.keys(policies) : [];
  });
}
