import { DependencyCycle, topologicalOrder } from '../../lib/synth/topology';

const order = (edges: Readonly<Record<string, readonly string[]>>, vertices = Object.keys(edges)): string[] =>
  topologicalOrder(vertices, vertex => edges[vertex] ?? []);

describe('topologicalOrder', () => {
  it('keeps the given order where nothing depends on anything', () => {
    expect(order({ c: [], a: [], b: [] })).toEqual(['c', 'a', 'b']);
  });

  it('moves what others depend on just before them', () => {
    expect(order({ a: ['c'], b: [], c: [] })).toEqual(['c', 'a', 'b']);
  });

  it('names a cycle in order, beginning and ending with the same vertex', () => {
    const cycle = (): string[] => order({ a: ['b'], b: ['c'], c: ['b'] });
    expect(cycle).toThrow(DependencyCycle);
    try {
      cycle();
    } catch (error) {
      expect((error as DependencyCycle<string>).cycle).toEqual(['b', 'c', 'b']);
    }
  });

  it('visits each vertex once in layered diamonds (stock cdk8s: twice per layer)', () => {
    let asked = 0;
    const layers = 60;
    const vertices = Array.from({ length: layers * 2 }, (_, i) => i);
    topologicalOrder(vertices, vertex => {
      asked += 1;
      const below = (Math.floor(vertex / 2) + 1) * 2;
      return below < layers * 2 ? [below, below + 1] : [];
    });
    expect(asked).toBe(layers * 2);
  });

  it('orders a chain that is deeper than the call stack', () => {
    const length = 200_000;
    const sorted = topologicalOrder([0], vertex => (vertex < length ? [vertex + 1] : []));
    expect(sorted.slice(0, 2)).toEqual([length, length - 1]);
  });
});
