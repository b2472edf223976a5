import type { KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';
import { objectName, patchesOf } from '../evaluate/placement';
import { readRbac } from '../evaluate/rbac-config';

/** What a change of filters does to one gateway. */
export interface GatewayChange {
  readonly namespace: string;
  /** `namespace/name` of the objects that appear, change or vanish, sorted. */
  readonly objects: readonly string[];
  /** Shared ports whose chain is replaced: open tunnels of all shoots of the gateway end when the old chain has drained. */
  readonly drainedPorts: readonly number[];
  /** HTTP RBAC filters per shared port after the change. */
  readonly httpFilters: ReadonlyMap<number, number>;
}

/** Which gateways a change touches, compared object by object. */
export function blastRadius(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly GatewayChange[] {
  const old = byName(before);
  const now = byName(after);
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    name => JSON.stringify(old.get(name)?.['spec']) !== JSON.stringify(now.get(name)?.['spec']),
  );
  const namespaces = [...new Set(changed.map(name => name.slice(0, name.indexOf('/'))))].sort();
  return namespaces.map(namespace => {
    const objects = changed.filter(name => name.startsWith(`${namespace}/`)).sort();
    const touched = objects.flatMap(name => [old.get(name), now.get(name)]).filter(object => object !== undefined);
    return {
      namespace,
      objects,
      drainedPorts: [...portsOf(touched).keys()].sort((a, b) => a - b),
      httpFilters: portsOf(after.filter(({ metadata }) => metadata.namespace === namespace)),
    };
  });
}

function byName(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  return new Map(objects.filter(({ kind }) => kind === 'EnvoyFilter').map(object => [objectName(object), object]));
}

/** Number of HTTP RBAC filters by the port of their listener. */
function portsOf(objects: readonly KubernetesObject[]): ReadonlyMap<number, number> {
  const ports = new Map<number, number>();
  for (const patch of objects.flatMap(patchesOf)) {
    const value = isMap(patch['patch']) ? patch['patch']['value'] : undefined;
    const listener = isMap(patch['match']) && isMap(patch['match']['listener']) ? patch['match']['listener'] : {};
    const { portNumber, name } = listener;
    const port = typeof portNumber === 'number' ? portNumber : Number(/_(\d+)$/.exec(String(name))?.[1]);
    if (readRbac(value)?.flavor === 'http' && port > 0) ports.set(port, (ports.get(port) ?? 0) + 1);
  }
  return ports;
}
