import { DependencyCycle, topologicalOrder } from '../../synth/topology';
import { providedBy, requiredBy, type Provision } from './provisions';
import { capabilitiesOf, stageNeeds, type Capability } from './stages';
import { unitKey, type DeliveredUnit } from './unit';

/** Which units wait for which, by unit key. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/** The order of delivery. */
export interface DeliveryGraph {
  /** Direct dependencies; one that follows from others is left out. Sorted. */
  readonly dependencies: Dependencies;
  /** Units in an order in which each comes after what it needs. */
  readonly order: readonly string[];
  /** Circles of real references, each in order with the first one again at the end: such units never become ready. */
  readonly cycles: readonly (readonly string[])[];
}

/** What is known beside the units. */
export interface GraphOptions {
  /** The cluster whose Flux applies a cluster: a dependency is only possible between units of one Flux. */
  readonly hostOf: (cluster: string) => string;
}

type Edges = Map<string, Set<string>>;

/** Finds the dependencies between units from what their objects bring and need. */
export function deliveryGraph(units: readonly DeliveredUnit[], options: GraphOptions): DeliveryGraph {
  const sorted = [...units].sort((a, b) => (unitKey(a) < unitKey(b) ? -1 : 1));
  const edges: Edges = new Map(sorted.map(unit => [unitKey(unit), new Set<string>()]));
  const context = { units: sorted, edges, hostOf: options.hostOf };
  addReferences(context);
  addStages(context, 'hard');
  const cycles = breakCycles(edges);
  addStages(context, 'soft');
  const order = topologicalOrder(edges.keys(), key => edges.get(key) ?? []);
  return { dependencies: reduced(edges, order), order, cycles };
}

interface Context {
  readonly units: readonly DeliveredUnit[];
  readonly edges: Edges;
  readonly hostOf: GraphOptions['hostOf'];
}

function addReferences({ units, edges, hostOf }: Context): void {
  const hosts = new Map(units.map(unit => [unitKey(unit), hostOf(unit.cluster)]));
  const providers = new Map<string, string>();
  for (const unit of units)
    for (const provision of providedBy(unit)) setFirst(providers, place(unit, provision), unitKey(unit));
  for (const unit of units) {
    const key = unitKey(unit);
    for (const provision of requiredBy(unit)) {
      const provider = providers.get(place(unit, provision));
      if (provider !== undefined && provider !== key) edges.get(key)?.add(provider);
    }
    for (const other of unit.after ?? [])
      if (other !== key && hosts.get(other) === hosts.get(key)) edges.get(key)?.add(other);
  }
}

function place({ cluster }: DeliveredUnit, provision: Provision): string {
  return `${cluster} ${provision}`;
}

function setFirst(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}

function addStages({ units, edges, hostOf }: Context, strength: 'hard' | 'soft'): void {
  const providers = new Map<Capability, DeliveredUnit[]>();
  for (const unit of units)
    for (const capability of capabilitiesOf(unit))
      providers.set(capability, [...(providers.get(capability) ?? []), unit]);
  const hasAccessUnit = providers.has('virtual-garden');
  for (const unit of units) {
    for (const capability of stageNeeds(unit, { hasAccessUnit })[strength]) {
      for (const provider of providers.get(capability) ?? []) {
        if (hostOf(provider.cluster) !== hostOf(unit.cluster)) continue;
        addEdge(edges, { from: unitKey(unit), to: unitKey(provider) }, strength);
      }
    }
  }
}

function addEdge(edges: Edges, { from, to }: { from: string; to: string }, strength: 'hard' | 'soft'): void {
  if (from === to) return;
  if (strength === 'soft' && reachable(edges, to).has(from)) return;
  edges.get(from)?.add(to);
}

/** Every unit that a unit waits for, directly or not. */
export function reachable(edges: ReadonlyMap<string, Iterable<string>>, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const next of edges.get(key) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

/** Removes the last edge of each circle, so that the rest can still be ordered and shown. */
function breakCycles(edges: Edges): (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  for (;;) {
    const cycle = findCycle(edges);
    if (cycle === undefined) return cycles;
    cycles.push(cycle);
    edges.get(cycle.at(-2) ?? '')?.delete(cycle.at(-1) ?? '');
  }
}

function findCycle(edges: Edges): readonly string[] | undefined {
  try {
    topologicalOrder(edges.keys(), key => edges.get(key) ?? []);
    return undefined;
  } catch (error) {
    if (error instanceof DependencyCycle) return error.cycle as readonly string[];
    throw error;
  }
}

/** Without the dependencies that follow from others: Flux polls each of them. */
function reduced(edges: Edges, order: readonly string[]): Dependencies {
  const ancestors = new Map<string, ReadonlySet<string>>();
  const direct = new Map<string, readonly string[]>();
  for (const key of order) {
    const own = [...(edges.get(key) ?? [])].sort();
    const implied = new Set(own.flatMap(dependency => [...(ancestors.get(dependency) ?? [])]));
    direct.set(
      key,
      own.filter(dependency => !implied.has(dependency)),
    );
    ancestors.set(key, new Set([...own, ...implied]));
  }
  return direct;
}
