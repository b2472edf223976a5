import type { ApiObject, Chart } from 'cdk8s';
import { ApiObject as AnyApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { childrenOf } from './node-internals';
import { placementOf } from './owner';
import type { Plan } from './plan';
import { topologicalOrder } from './topology';

/** All objects of a dependency's target as one vertex: n objects that depend on m others cost n + m edges, not n * m. */
interface Group {
  readonly members: readonly ApiObject[];
}

type Vertex = ApiObject | Group;

const isGroup = (vertex: Vertex): vertex is Group => 'members' in vertex;

/**
 * Answers "what comes before what" for one plan. Dependencies are those declared with `node.addDependency`, on any construct, to
 * any construct; a construct that made objects elsewhere in the tree stands for these objects too.
 */
export class Dependencies {
  private readonly chartOf: ReadonlyMap<IConstruct, Chart>;
  private readonly placed: ReadonlyMap<IConstruct, readonly ApiObject[]>;
  private readonly dependents: ReadonlySet<IConstruct>;
  private readonly all: readonly IConstruct[];
  private readonly below = new Map<IConstruct, readonly ApiObject[]>();
  private readonly groups = new Map<string, Group>();

  constructor(plan: Plan) {
    this.chartOf = plan.chartOf;
    this.placed = plan.placed;
    this.all = plan.dependents;
    this.dependents = new Set(plan.dependents);
  }

  /**
   * The objects of one chart in an order that respects all dependencies inside it, otherwise as given.
   *
   * @throws DependencyCycle of objects
   */
  orderObjects(chart: Chart, objects: readonly ApiObject[]): readonly ApiObject[] {
    if (this.dependents.size === 0) return objects;
    const rank = new Map<Vertex, number>(objects.map((object, index) => [object, index]));
    const order = topologicalOrder<Vertex>(objects, vertex =>
      isGroup(vertex) ? vertex.members : this.before(chart, vertex, rank),
    );
    return order.filter((vertex): vertex is ApiObject => !isGroup(vertex));
  }

  /** Charts that other charts depend on, by the dependent chart. */
  chartDependencies(): ReadonlyMap<Chart, ReadonlySet<Chart>> {
    const edges = new Map<Chart, Set<Chart>>();
    for (const dependent of this.all) {
      const sources = this.chartsOf(dependent);
      const targets = new Set(dependent.node.dependencies.flatMap(target => [...this.chartsOf(target)]));
      for (const source of sources) {
        for (const target of targets) if (target !== source) add(edges, source, target);
      }
    }
    return edges;
  }

  /** What must come before an object inside its chart. */
  private before(chart: Chart, object: ApiObject, rank: ReadonlyMap<Vertex, number>): Vertex[] {
    const before: Vertex[] = [];
    const scopes = this.scopesOf(object);
    for (const scope of scopes) {
      if (!this.dependents.has(scope)) continue;
      for (const target of scope.node.dependencies) {
        const group = this.groupOf(chart, target, rank);
        // an object that depends on something around itself depends on all the rest of it
        if (scopes.includes(target)) before.push(...group.members.filter(member => member !== object));
        else before.push(group);
      }
    }
    return before;
  }

  /** The object, the constructs around it, and those around the construct that made it. */
  private scopesOf(object: ApiObject): readonly IConstruct[] {
    const owner = placementOf(object)?.owner;
    return owner === undefined ? object.node.scopes : [...owner.node.scopes, ...object.node.scopes];
  }

  private groupOf(chart: Chart, target: IConstruct, rank: ReadonlyMap<Vertex, number>): Group {
    const key = `${chart.node.path} ${target.node.path}`;
    let group = this.groups.get(key);
    if (group === undefined) {
      const members = this.objectsBelow(target).filter(object => rank.has(object));
      group = { members: members.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)) };
      this.groups.set(key, group);
    }
    return group;
  }

  private chartsOf(construct: IConstruct): Set<Chart> {
    const charts = new Set<Chart>();
    for (const object of this.objectsBelow(construct)) {
      const chart = this.chartOf.get(object);
      if (chart !== undefined) charts.add(chart);
    }
    return charts;
  }

  /** All objects below a construct, with those that constructs below it made elsewhere. */
  private objectsBelow(construct: IConstruct): readonly ApiObject[] {
    let objects = this.below.get(construct);
    if (objects === undefined) {
      const found = new Set<ApiObject>();
      const stack: IConstruct[] = [construct];
      for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
        if (AnyApiObject.isApiObject(current)) found.add(current);
        for (const object of this.placed.get(current) ?? []) found.add(object);
        stack.push(...childrenOf(current));
      }
      objects = [...found];
      this.below.set(construct, objects);
    }
    return objects;
  }
}

function add<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
