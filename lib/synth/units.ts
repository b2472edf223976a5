import type { ApiObject, Chart } from 'cdk8s';
import type { UnitPlace } from '../core/unit-place';
import { builtinScope } from '../rules/scope';
import { applyIndex, applyKeyText } from './apply-order';
import { fileNameOf } from './layout';
import type { Dependencies } from './order';
import type { PlannedChart } from './plan';
import { placeOf } from './unit-place';

/** One chart with its objects by file, everything in the order of application. */
export interface RenderUnit {
  readonly chart: Chart;
  readonly place: UnitPlace;
  /** By file name without ending. */
  readonly files: ReadonlyMap<string, readonly ApiObject[]>;
}

/** Sorts the objects of a chart and deals them out to files: the order of their creation does not matter. */
export function unitOf({ chart, objects }: PlannedChart, dependencies: Dependencies): RenderUnit {
  const files = new Map<string, ApiObject[]>();
  for (const object of dependencies.orderObjects(chart, sorted(objects))) {
    const name = fileNameOf(object, chart);
    const file = files.get(name);
    if (file === undefined) files.set(name, [object]);
    else file.push(object);
  }
  return { chart, place: placeOf(chart), files };
}

function sorted(objects: readonly ApiObject[]): readonly ApiObject[] {
  const keyed = objects.map(object => ({ object, key: sortKeyOf(object) }));
  keyed.sort((a, b) => (a.key === b.key ? comparePaths(a.object, b.object) : a.key < b.key ? -1 : 1));
  return keyed.map(({ object }) => object);
}

/** The apply key of an object as one text, because texts are compared faster than five fields one by one. */
function sortKeyOf({ apiGroup, kind, metadata }: ApiObject): string {
  const group = apiGroup === 'core' ? '' : apiGroup;
  // a chart's namespace is also set on cluster-scoped kinds, which are printed without it
  const namespace =
    metadata.namespace !== undefined && builtinScope(group, kind) !== 'Cluster' ? metadata.namespace : '';
  return applyKeyText({ index: applyIndex(kind), group, kind, namespace, name: metadata.name ?? '' });
}

/** Objects with one identity are an error; until that is reported their order must still not depend on chance. */
function comparePaths(a: ApiObject, b: ApiObject): number {
  return a.node.path < b.node.path ? -1 : 1;
}
