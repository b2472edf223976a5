/** A cycle in a dependency graph: the vertices in order, the first one again at the end. */
export class DependencyCycle<Vertex> extends Error {
  readonly cycle: readonly Vertex[];

  constructor(cycle: readonly Vertex[]) {
    super('dependency cycle');
    this.cycle = cycle;
  }
}

/**
 * Orders vertices so that each comes after what it depends on, and otherwise keeps the given order: adding a dependency moves
 * as little as possible. Linear in vertices and edges; depth is limited by memory, not by the call stack.
 *
 * @throws DependencyCycle when there is no such order
 */
export function topologicalOrder<Vertex>(
  vertices: Iterable<Vertex>,
  dependenciesOf: (vertex: Vertex) => Iterable<Vertex>,
): Vertex[] {
  const order: Vertex[] = [];
  const state = new Map<Vertex, 'open' | 'done'>();
  for (const start of vertices) visit(start);
  return order;

  function visit(start: Vertex): void {
    if (state.has(start)) return;
    const path = [enter(start)];
    while (path.length > 0) {
      const top = path[path.length - 1] as Frame<Vertex>;
      const next = top.rest.next();
      if (next.done) {
        state.set(top.vertex, 'done');
        order.push(top.vertex);
        path.pop();
        continue;
      }
      const known = state.get(next.value);
      if (known === 'open') throw new DependencyCycle(cycleOf(path, next.value));
      if (known === undefined) path.push(enter(next.value));
    }
  }

  function enter(vertex: Vertex): Frame<Vertex> {
    state.set(vertex, 'open');
    return { vertex, rest: dependenciesOf(vertex)[Symbol.iterator]() };
  }
}

interface Frame<Vertex> {
  readonly vertex: Vertex;
  readonly rest: Iterator<Vertex>;
}

function cycleOf<Vertex>(path: readonly Frame<Vertex>[], again: Vertex): Vertex[] {
  const vertices = path.map(frame => frame.vertex);
  return [...vertices.slice(vertices.indexOf(again)), again];
}
