import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Kind } from '../../imports/kind';
import type { ObjectMeta } from '../../imports/meta/v1';
import { applyOverrides, type Override } from './override';

/** The fields of a kind that its author writes: all but what the descriptor knows. */
export type Fields<T> = Omit<T, 'apiVersion' | 'kind' | 'metadata' | 'status'>;

/** An object written out, or its metadata with a function that makes the rest while the object is printed. */
export type TypedObjectProps<T> = Metadata & (Fields<T> | { readonly manifest: () => Fields<T> });

interface Metadata {
  /**
   * `namespace` defaults to that of the chart for namespaced kinds and is never set for others.
   *
   * @default the name that the chart generates
   */
  readonly metadata?: ObjectMeta;
}

const marker = Symbol.for('cdk8s-gardener.TypedObject');

/**
 * An object of a known kind: `new TypedObject(this, 'soil', Seed, { metadata: { name: 'soil' }, spec: { ... } })`.
 *
 * It is an `ApiObject` like any other: JSON patches, Lazy values, resolvers and dependencies work, and what is printed is
 * checked like any other object. With `manifest: () => ({ spec })` the fields exist only while they are printed.
 */
export class TypedObject<T> extends ApiObject {
  /** Whether a value is a TypedObject; `instanceof` says yes for every ApiObject. */
  static isTypedObject(value: unknown): value is TypedObject<unknown> {
    return typeof value === 'object' && value !== null && marker in value;
  }

  /** The descriptor that the object was made with. */
  readonly descriptor: Kind<T>;
  private readonly overrides: Override[] = [];

  /** Fails for kinds that no API server stores, and for a namespace on a cluster-scoped kind. */
  constructor(scope: Construct, id: string, kind: Kind<T>, props: TypedObjectProps<T>) {
    assertScope(kind, props.metadata);
    super(scope, id, { ...eagerFields(props), ...head(kind, props.metadata) });
    this.descriptor = kind;
    Object.defineProperty(this, marker, { value: true });
    // cdk8s gives every object the namespace of its chart
    if (kind.scope === 'Cluster') Object.assign(this.metadata, { namespace: undefined });
    const manifest = lazyFields(props);
    if (manifest === undefined) return;
    // everything that prints an ApiObject reads `props`: cdk8s's own toJson and the synth
    Object.defineProperty(this, 'props', {
      get: (): ApiObjectProps => ({ ...manifest(), ...head(kind, props.metadata) }),
    });
  }

  /**
   * Sets a field of the printed object, whatever the construct gave: `addOverride('spec.provider.workers.0.minimum', 3)`.
   * Missing parents are created; a dot inside a name is written `\.`; undefined removes the field. Overrides apply in order,
   * after JSON patches.
   */
  addOverride(path: string, value: unknown): void {
    // only an object with overrides pays for them: a toJson of its own keeps it off the fast path of the synth
    if (this.overrides.length === 0) this.toJson = (): unknown => applyOverrides(super.toJson(), this.overrides);
    this.overrides.push({ path, value });
  }

  /** Removes a field of the printed object: `addDeletionOverride('spec.seedName')`. */
  addDeletionOverride(path: string): void {
    this.addOverride(path, undefined);
  }
}

function assertScope(kind: Kind, metadata: ObjectMeta | undefined): void {
  if (kind.scope === 'Config') {
    throw new Error(
      `${kind.apiVersion} ${kind.kind} is a configuration, no object of an API server: put it into a field`,
    );
  }
  if (kind.scope === 'Cluster' && metadata?.namespace !== undefined) {
    throw new Error(`${kind.kind} is cluster-scoped: remove metadata.namespace ${JSON.stringify(metadata.namespace)}`);
  }
}

// ObjectMeta is what the API server reads; cdk8s declares the same fields with mutable lists
function head(kind: Kind, metadata: ObjectMeta | undefined): ApiObjectProps {
  const { apiVersion } = kind;
  const fields = { apiVersion, kind: kind.kind, ...(metadata && { metadata: { ...metadata } }) };
  return fields as ApiObjectProps;
}

function eagerFields<T>(props: TypedObjectProps<T>): object {
  return lazyFields(props) === undefined ? props : {};
}

function lazyFields<T>(props: TypedObjectProps<T>): (() => object) | undefined {
  return 'manifest' in props && typeof props.manifest === 'function' ? props.manifest : undefined;
}
