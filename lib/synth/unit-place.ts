import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { UnitPlace } from '../core/unit-place';

/** Cluster of a chart that no cluster construct surrounds: the one that Flux itself runs in. */
export const defaultCluster = 'runtime';

const clusterSymbol = Symbol.for('cdk8s-gardener.cluster');
const unitSymbol = Symbol.for('cdk8s-gardener.unit');

type Marked = Record<symbol, string | undefined>;

/** Marks a construct as a cluster: everything below it is applied there. */
export function markCluster(construct: IConstruct, path: string): void {
  Object.defineProperty(construct, clusterSymbol, { value: path });
}

/** Gives a chart a folder other than its id. */
export function markUnit(chart: Chart, folder: string): void {
  Object.defineProperty(chart, unitSymbol, { value: folder });
}

/** Cluster that a construct lies in. */
export function clusterOf(construct: IConstruct): string {
  const { scopes } = construct.node;
  for (let i = scopes.length - 1; i >= 0; i--) {
    const path = (scopes[i] as unknown as Marked)[clusterSymbol];
    if (path !== undefined) return path;
  }
  return defaultCluster;
}

/** Where a chart goes. Nested charts become nested folders. */
export function placeOf(chart: Chart): UnitPlace {
  const folders: string[] = [];
  for (const scope of [...chart.node.scopes].reverse()) {
    const marked = scope as unknown as Marked;
    if (marked[clusterSymbol] !== undefined) break;
    if (Chart.isChart(scope)) folders.unshift(marked[unitSymbol] ?? scope.node.id);
  }
  return { cluster: clusterOf(chart), unit: folders.join('/') };
}
