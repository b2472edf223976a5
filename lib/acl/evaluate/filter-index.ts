import type { KubernetesObject } from '../../core/object';
import type { Chain } from './connection';
import {
  chosenByServerName,
  objectName,
  patchesOf,
  placePatch,
  selects,
  type Placement,
  type PlacedFilter,
} from './placement';
import type { Json } from './rbac-config';

interface IndexedPatch {
  readonly object: KubernetesObject;
  readonly patch: Json;
}

/** Istio's own namespace: EnvoyFilters in it apply to the gateways of all namespaces. */
const rootNamespace = 'istio-system';

/** Keys of patches that name no server: HTTP filters, which only plain HTTP listeners ask at once, and all others. */
const anyHttp = ' http';
const anyOther = ' other';

/**
 * The EnvoyFilters of one seed, ready for many questions: patches are found by namespace and by the server name of their chain, so that
 * the filters of a thousand shoots cost a question about one of them nothing.
 */
export class FilterIndex {
  private readonly byPlace = new Map<string, IndexedPatch[]>();
  private readonly placements = new Map<string, Placement>();

  constructor(objects: Iterable<KubernetesObject>) {
    for (const object of objects) {
      if (object.kind !== 'EnvoyFilter') continue;
      for (const patch of patchesOf(object)) {
        this.at(
          object.metadata.namespace ?? '',
          chosenByServerName(patch) ?? (patch['applyTo'] === 'HTTP_FILTER' ? anyHttp : anyOther),
        ).push({ object, patch });
      }
    }
  }

  /** Which RBAC filters end up in a chain. All of them must let a connection pass, so that their order does not matter. Looked up once. */
  place(chain: Chain): Placement {
    const { gateway, listener, entry, serverNames } = chain;
    const key = JSON.stringify([gateway.namespace, gateway.labels, listener, entry, serverNames]);
    const known = this.placements.get(key) ?? this.look(chain);
    this.placements.set(key, known);
    return known;
  }

  private look(chain: Chain): Placement {
    const filters: PlacedFilter[] = [];
    const unclear: string[] = [];
    for (const { object, patch } of this.candidates(chain)) {
      const rbac = selects(object, chain) ? placePatch(patch, chain) : undefined;
      if (rbac === 'unclear') unclear.push(objectName(object));
      else if (rbac !== undefined) filters.push({ object: objectName(object), rbac });
    }
    return { filters, unclear };
  }

  private *candidates({ gateway, entry, serverNames }: Chain): Iterable<IndexedPatch> {
    const names = new Set([...serverNames, ...(entry === 'http' ? [anyHttp] : []), anyOther]);
    for (const namespace of new Set([gateway.namespace, rootNamespace])) {
      for (const name of names) yield* this.byPlace.get(placeKey(namespace, name)) ?? [];
    }
  }

  private at(namespace: string, name: string): IndexedPatch[] {
    const key = placeKey(namespace, name);
    const list = this.byPlace.get(key) ?? [];
    this.byPlace.set(key, list);
    return list;
  }
}

const placeKey = (namespace: string, name: string): string => `${namespace} ${name}`;
