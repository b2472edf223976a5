import type { Origin } from '../core/finding';
import { groupOf, type KubernetesObject, type ObjectReference } from '../core/object';
import { noFacts, type Facts } from './facts';

/** One object of a tree, with where it is applied and where it comes from. */
export interface ViewObject {
  /** Cluster below the landscape: `runtime`, `virtual-garden`, `seeds/<seed>`, `shoots/<project>/<shoot>`; empty when the tree does not tell. */
  readonly cluster: string;
  /** Folder of the unit that holds it, relative to the cluster; empty when the tree does not tell. */
  readonly unit: string;
  readonly object: KubernetesObject;
  /**
   * A field has the wrong JSON type, so that rules which rely on the shape would only guess: kept for references to it, left out
   * of `ofKind`. @default false
   */
  readonly malformed?: boolean;
  /** Where the object, or a field of it, comes from; looked up only when a finding needs it. */
  origin(path?: string): Origin | undefined;
}

/** What a View is made of. */
export interface ViewProps {
  readonly objects: readonly ViewObject[];
  /** @default no facts */
  readonly facts?: Facts;
  /** Gardener version that judges the tree, for example `1.150.0`. */
  readonly gardener: string;
  /** The whole landscape is here, so that a reference to an absent object is an error. @default false */
  readonly complete?: boolean;
  /** Objects that exist in the clusters and are kept elsewhere than in the tree. @default none */
  readonly externals?: readonly ObjectReference[];
  /** Files of YAML that hold something else than objects, relative to the caller's folder. @default none */
  readonly foreignFiles?: readonly string[];
  /** The instant that decides about expiry; absent in synth, which has no clock. */
  readonly now?: Date;
}

/** Read-only index of the plain objects of one tree, with facts and versions. No construct, no I/O: rules and topics see nothing else. */
export class View {
  readonly objects: readonly ViewObject[];
  readonly facts: Facts;
  readonly gardener: string;
  readonly complete: boolean;
  readonly now: Date | undefined;
  /** Objects that exist in the clusters and are kept elsewhere than in the tree. */
  readonly externals: readonly ObjectReference[];
  /** Files of YAML that hold something else than objects: Flux and kustomize may stumble over them. */
  readonly foreignFiles: readonly string[];
  private readonly byKind = new Map<string, ViewObject[]>();
  private readonly byName = new Map<string, ViewObject>();
  private readonly externalNames: ReadonlySet<string>;

  constructor(props: ViewProps) {
    this.objects = props.objects;
    this.facts = props.facts ?? noFacts;
    this.gardener = props.gardener;
    this.complete = props.complete ?? false;
    this.now = props.now;
    this.externals = props.externals ?? [];
    this.foreignFiles = props.foreignFiles ?? [];
    this.externalNames = new Set(
      this.externals.map(({ apiVersion, kind, namespace, name }) =>
        nameKey(kindKey(groupOf(apiVersion), kind), namespace, name),
      ),
    );
    for (const entry of props.objects) {
      const { object } = entry;
      const kind = kindKey(groupOf(object.apiVersion), object.kind);
      if (entry.malformed !== true) {
        const list = this.byKind.get(kind);
        if (list === undefined) this.byKind.set(kind, [entry]);
        else list.push(entry);
      }
      const name = nameKey(kind, object.metadata.namespace, object.metadata.name ?? '');
      if (!this.byName.has(name)) this.byName.set(name, entry);
    }
  }

  /** All well-formed objects of a kind, whatever their version, in the order of the tree: `view.ofKind('core.gardener.cloud', 'Shoot')`. */
  ofKind(group: string, kind: string): readonly ViewObject[] {
    return this.byKind.get(kindKey(group, kind)) ?? [];
  }

  /** The object of that name in any cluster of the tree; `namespace` is undefined for cluster-scoped kinds. */
  find(group: string, kind: string, namespace: string | undefined, name: string): ViewObject | undefined {
    return this.byName.get(nameKey(kindKey(group, kind), namespace, name));
  }

  /** Whether an object is kept elsewhere than in the tree, so that a reference to it is none to nothing. */
  isExternal(group: string, kind: string, namespace: string | undefined, name: string): boolean {
    return this.externalNames.has(nameKey(kindKey(group, kind), namespace, name));
  }
}

const kindKey = (group: string, kind: string): string => `${group}/${kind}`;
const nameKey = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind} ${namespace ?? ''}/${name}`;
