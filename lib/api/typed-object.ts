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
  private readonly lazyFields: (() => object) | undefined;
  private overrides: Override[] | undefined;

  /** Fails for kinds that no API server stores, and for a namespace on a cluster-scoped kind. */
  constructor(scope: Construct, id: string, kind: Kind<T>, props: TypedObjectProps<T>) {
    assertScope(kind, props.metadata);
    super(scope, id, headOf(kind, props));
    this.descriptor = kind;
    this.lazyFields = 'manifest' in props && typeof props.manifest === 'function' ? props.manifest : undefined;
    // cdk8s gives every object the namespace of its chart
    if (kind.scope === 'Cluster') Object.assign(this.metadata, { namespace: undefined });
  }

  /** Whether the printed object is just its fields: no override changes them. */
  get isPlain(): boolean {
    return this.overrides === undefined;
  }

  /** The fields beside the metadata, before Lazy values, patches and overrides; made anew by every call when they were given lazily. */
  fields(): Readonly<Record<string, unknown>> {
    const { props } = this as unknown as PropsHolder;
    return this.lazyFields === undefined ? props : { ...props, ...this.lazyFields() };
  }

  override toJson(): unknown {
    const holder = this as unknown as PropsHolder;
    const { props } = holder;
    // cdk8s prints `props`: the lazy fields are there while it does
    holder.props = this.fields();
    try {
      const json: unknown = super.toJson();
      return this.overrides === undefined ? json : applyOverrides(json, this.overrides);
    } finally {
      holder.props = props;
    }
  }

  /**
   * Sets a field of the printed object, whatever the construct gave: `addOverride('spec.provider.workers.0.minimum', 3)`.
   * Missing parents are created; a dot inside a name is written `\.`; undefined removes the field. Overrides apply in order,
   * after JSON patches.
   */
  addOverride(path: string, value: unknown): void {
    this.overrides ??= [];
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

/** A field of cdk8s' ApiObject that it reads when it prints (test/synth/cdk8s-internals.test.ts proves that it exists). */
interface PropsHolder {
  props: Readonly<Record<string, unknown>>;
}

Object.defineProperty(TypedObject.prototype, marker, { value: true });

// ObjectMeta is what the API server reads; cdk8s declares the same fields with mutable lists
function headOf<T>({ apiVersion, kind }: Kind<T>, props: TypedObjectProps<T>): ApiObjectProps {
  const { metadata } = props;
  const head = metadata === undefined ? { apiVersion, kind } : { apiVersion, kind, metadata };
  return ('manifest' in props ? head : { ...props, ...head }) as ApiObjectProps;
}
