import type { ApiObject, App } from 'cdk8s';
import type { KubernetesObject } from '../core/object';
import type { UnitPlace } from '../core/unit-place';
import { View, type ViewObject, type ViewProps } from '../rules/view';
import { originFinderOf } from './attachments';
import { Manifests } from './manifest';
import { Dependencies } from './order';
import { originOf } from './origin';
import { placementOf } from './owner';
import { plainObject } from './plain';
import { plan, type Plan } from './plan';
import { placeOf } from './unit-place';

/** The objects of a construct tree before anything is checked, with the way back from them to the tree. */
export interface Tree {
  readonly view: View;
  /** The object of the tree that an entry of the view was made of. */
  readonly apiObjectOf: (entry: ViewObject) => ApiObject;
  /** Dependencies between constructs that the app declared, as pairs of units: the first one is applied after the second. */
  readonly unitDependencies: () => readonly (readonly [UnitPlace, UnitPlace])[];
}

/** Reads the tree as it is now. */
export function treeOf(app: App, props: Omit<ViewProps, 'objects'>): Tree {
  const manifests = new Manifests(app);
  const planned = plan(app);
  const apiObjects = new Map<ViewObject, ApiObject>();
  for (const { chart, objects } of planned.charts) {
    const place = placeOf(chart);
    for (const object of objects) {
      const plain = plainOf(object, manifests);
      if (plain !== undefined) apiObjects.set(viewObject(object, plain, place), object);
    }
  }
  return {
    view: new View({ ...props, objects: [...apiObjects.keys()] }),
    apiObjectOf: entry => apiObjects.get(entry) as ApiObject,
    unitDependencies: () => unitDependencies(planned),
  };
}

/** Undefined for an object that cannot be made, which is reported when it is printed. */
function plainOf(object: ApiObject, manifests: Manifests): KubernetesObject | undefined {
  try {
    const { object: made, resolve } = manifests.of(object);
    return plainObject(made, resolve);
  } catch {
    return undefined;
  }
}

/** An object of the tree as rules see it. */
export function viewObject(object: ApiObject, plain: KubernetesObject, place: UnitPlace): ViewObject {
  return {
    ...place,
    object: plain,
    origin: path => originFinderOf(object)?.(path) ?? originOf(placementOf(object)?.owner ?? object),
  };
}

function unitDependencies(planned: Plan): readonly (readonly [UnitPlace, UnitPlace])[] {
  return [...new Dependencies(planned).chartDependencies()].flatMap(([chart, targets]) =>
    [...targets].map(target => [placeOf(chart), placeOf(target)] as const),
  );
}
