const smallDocument = 400_000;
const largeDocument = 4_000_000;

/**
 * Counts the nodes that a document holds and those that its aliases stand for, and knows when kubectl and kustomize refuse it. Source:
 * go.yaml.in/yaml/v2 2.4.4 decode.go allowedAliasRatio.
 */
export class AliasBudget {
  nodes = 0;
  private aliased = 0;

  /** Counts an alias for so many nodes; false when the aliases of the document stand for too many. */
  spend(size: number): boolean {
    this.nodes += size;
    this.aliased += size;
    return this.aliased <= 100 || this.nodes <= 1000 || this.aliased / this.nodes <= allowedRatio(this.nodes);
  }
}

function allowedRatio(nodes: number): number {
  if (nodes <= smallDocument) return 0.99;
  if (nodes >= largeDocument) return 0.1;
  return 0.99 - (0.89 * (nodes - smallDocument)) / (largeDocument - smallDocument);
}
