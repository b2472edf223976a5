import { type Chart, type ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { placementOf } from './owner';

/**
 * Name of the file, without ending, that an object of a chart belongs to: one file per construct that owns objects; objects
 * created directly in the chart share the chart's own file.
 */
export function fileNameOf(object: ApiObject, chart: Chart): string {
  const placement = placementOf(object);
  if (placement !== undefined) return placement.file ?? placement.owner.node.id;
  if (object.node.scope === chart) return lastSegment(chart);
  return childOf(chart, object).node.id;
}

/** The construct directly below the chart that leads to the object. */
function childOf(chart: Chart, object: ApiObject): IConstruct {
  const { scopes } = object.node;
  return scopes[scopes.indexOf(chart) + 1] ?? object;
}

function lastSegment(chart: Chart): string {
  const id = chart.node.id;
  return id === '' ? 'objects' : id;
}
