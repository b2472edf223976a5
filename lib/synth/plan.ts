import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../core/finding';
import { findingsOf } from './attachments';
import { childrenOf, hasDependencies, hasValidations } from './node-internals';
import { placementOf } from './owner';

/** The objects of one chart, before they are ordered. */
export interface PlannedChart {
  readonly chart: Chart;
  readonly objects: ApiObject[];
}

/** What one walk over the tree finds. */
export interface Plan {
  readonly charts: PlannedChart[];
  /** Nearest chart of every construct that lies in one. */
  readonly chartOf: ReadonlyMap<IConstruct, Chart>;
  /** Objects that a construct made in a chart elsewhere, by construct. */
  readonly placed: ReadonlyMap<IConstruct, readonly ApiObject[]>;
  /** Constructs on which a dependency was declared. */
  readonly dependents: readonly IConstruct[];
  /** Messages of constructs' own validations, each asked once. */
  readonly complaints: readonly Complaint[];
  /** What constructs found while they read their input. */
  readonly findings: readonly Finding[];
}

/** A message of a construct's own validation (`node.addValidation`). */
export interface Complaint {
  readonly construct: IConstruct;
  readonly message: string;
}

/** Walks the tree once: charts, objects, dependencies, validations. Linear in constructs, and without recursion. */
export function plan(root: IConstruct): Plan {
  const charts: PlannedChart[] = [];
  const chartOf = new Map<IConstruct, Chart>();
  const placed = new Map<IConstruct, ApiObject[]>();
  const dependents: IConstruct[] = [];
  const complaints: Complaint[] = [];
  const findings: Finding[] = [];

  const visit = (construct: IConstruct, inherited: PlannedChart | undefined): PlannedChart | undefined => {
    let current = inherited;
    if (Chart.isChart(construct)) {
      current = { chart: construct, objects: [] };
      charts.push(current);
    }
    if (current !== undefined) chartOf.set(construct, current.chart);
    if (ApiObject.isApiObject(construct)) {
      const object = construct;
      current?.objects.push(object);
      const owner = placementOf(object)?.owner;
      if (owner !== undefined) append(placed, owner, object);
    }
    findings.push(...findingsOf(construct));
    if (hasDependencies(construct)) dependents.push(construct);
    if (hasValidations(construct)) {
      for (const message of complaintsOf(construct)) complaints.push({ construct, message });
    }
    return current;
  };

  walk(root, visit);
  return { charts, chartOf, placed, dependents, complaints, findings };
}

/** A validation that throws says no less than one that returns. */
function complaintsOf(construct: IConstruct): readonly string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

type Visit = (construct: IConstruct, inherited: PlannedChart | undefined) => PlannedChart | undefined;

/** Pre-order, children in the order of creation, with a stack of our own: trees may be deeper than the call stack. */
function walk(root: IConstruct, visit: Visit): void {
  const stack: { construct: IConstruct; inherited: PlannedChart | undefined }[] = [
    { construct: root, inherited: undefined },
  ];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const current = visit(entry.construct, entry.inherited);
    const children = childrenOf(entry.construct);
    for (let i = children.length - 1; i >= 0; i--)
      stack.push({ construct: children[i] as IConstruct, inherited: current });
  }
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
