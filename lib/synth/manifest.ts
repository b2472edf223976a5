import { ApiObject, Lazy, type App, type IResolver } from 'cdk8s';
import { TypedObject } from '../api/typed-object';
import type { KubernetesObject } from '../core/object';
import { builtinScope } from '../rules/scope';
import type { Resolve } from '../yaml/plain';
import { finishOf } from './attachments';
import { clusterKindsOf } from './defined-scopes';
import { plainObject, printableObject } from './plain';

/** Fields of cdk8s' ApiObject that have no public reader (test/synth/cdk8s-internals.test.ts proves that they exist). */
interface ApiObjectInternals {
  readonly props: Readonly<Record<string, unknown>> & { readonly metadata?: Readonly<Record<string, unknown>> };
  readonly patches: readonly unknown[];
}

interface MetadataInternals {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly _additionalAttributes: Readonly<Record<string, unknown>>;
  readonly finalizers: readonly string[];
  readonly ownerReferences: readonly unknown[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface AppInternals {
  readonly resolvers: readonly IResolver[];
}

/** Resolvers that every cdk8s App ends with: Lazy, implicit tokens, number/string unions. */
const builtInResolvers = 3;

const stockToJson = ApiObject.prototype.toJson;

/** What an object turns into before it is printed. */
export interface Manifest {
  /** May still hold Lazy values and tokens where `resolve` is given. */
  readonly object: KubernetesObject;
  readonly resolve?: Resolve;
}

/** Makes manifests of the objects of one app. */
export class Manifests {
  private readonly app: App;
  private readonly customResolvers: boolean;
  /** Kinds of the tree's own definitions; looked for when the first object of an unknown kind asks. */
  private clusterKinds: ReadonlySet<string> | undefined;

  constructor(app: App) {
    this.app = app;
    this.customResolvers = (app as unknown as AppInternals).resolvers.length > builtInResolvers;
  }

  /**
   * The manifest of an object: straight from its values where nothing can change them, else through cdk8s' own `toJson`, which
   * JSON patches, resolvers of the app and the classes of cdk8s-plus need; then what was attached to finish it.
   */
  of(object: ApiObject): Manifest {
    const made = this.made(object);
    const finish = finishOf(object);
    return finish === undefined ? made : { object: finish(printableObject(made.object, made.resolve)) };
  }

  private made(object: ApiObject): Manifest {
    const { patches } = object as unknown as ApiObjectInternals;
    if (this.customResolvers || patches.length > 0) return this.corrected(object);
    if (TypedObject.isTypedObject(object))
      return object.isPlain ? this.direct(object, object.fields()) : this.corrected(object);
    return object.toJson === stockToJson
      ? this.direct(object, (object as unknown as ApiObjectInternals).props)
      : this.corrected(object);
  }

  private direct(object: ApiObject, props: ApiObjectInternals['props']): Manifest {
    const metadata = metadataOf(object, props.metadata, this.isWrongNamespace(object, props.metadata));
    return { object: { ...props, metadata } as unknown as KubernetesObject, resolve: resolveToken };
  }

  /** What cdk8s prints, without what it should not have added. */
  private corrected(object: ApiObject): Manifest {
    const json = object.toJson() as KubernetesObject;
    const { metadata: given } = (object as unknown as ApiObjectInternals).props;
    const wrongName = hasGeneratedName(given);
    const wrongNamespace = this.isWrongNamespace(object, given);
    if (!wrongName && !wrongNamespace) return { object: json };
    const metadata: Record<string, unknown> = { ...json.metadata };
    if (wrongName) Reflect.deleteProperty(metadata, 'name');
    if (wrongNamespace) Reflect.deleteProperty(metadata, 'namespace');
    return { object: { ...json, metadata } };
  }

  /** cdk8s gives every object the namespace of its chart, also those that have none. */
  private isWrongNamespace({ apiGroup, kind, metadata }: ApiObject, given: GivenMetadata): boolean {
    if (metadata.namespace === undefined || given?.['namespace'] !== undefined) return false;
    const scope = builtinScope(apiGroup === 'core' ? '' : apiGroup, kind);
    return scope === undefined ? this.isClusterKind(`${apiGroup}/${kind}`) : scope === 'Cluster';
  }

  private isClusterKind(kind: string): boolean {
    this.clusterKinds ??= clusterKindsOf(this.app, definition => {
      const { object, resolve } = this.made(definition);
      return plainObject(object, resolve);
    });
    return this.clusterKinds.has(kind);
  }
}

/** The metadata that the app itself gave: without what the chart adds. */
type GivenMetadata = Readonly<Record<string, unknown>> | undefined;

function metadataOf(object: ApiObject, given: GivenMetadata, wrongNamespace: boolean): Record<string, unknown> {
  const metadata = object.metadata as unknown as MetadataInternals;
  const made: Record<string, unknown> = { ...metadata._additionalAttributes };
  set(made, 'name', hasGeneratedName(given) ? undefined : metadata.name);
  set(made, 'namespace', wrongNamespace ? undefined : metadata.namespace);
  set(made, 'labels', isEmpty(metadata.labels) ? undefined : metadata.labels);
  set(made, 'annotations', isEmpty(metadata.annotations) ? undefined : metadata.annotations);
  set(made, 'finalizers', metadata.finalizers.length === 0 ? undefined : metadata.finalizers);
  set(made, 'ownerReferences', metadata.ownerReferences.length === 0 ? undefined : metadata.ownerReferences);
  return made;
}

/** Sets or removes: an absent field costs the writer and the checks nothing, one that is undefined does. */
function set(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (value !== undefined) fields[name] = value;
  else if (name in fields) Reflect.deleteProperty(fields, name);
}

function isEmpty(map: object): boolean {
  for (const _ in map) return false;
  return true;
}

/** Stock cdk8s emits a name of its own beside `generateName`; the API server then ignores what the user asked for. */
function hasGeneratedName(given: GivenMetadata): boolean {
  return given?.['generateName'] !== undefined && given['name'] === undefined;
}

/**
 * What cdk8s' built-in resolvers do, for one value: Lazy, objects with `resolve()`, and the number/string unions of `cdk8s import`.
 * Anything else is given back: it has no plain form.
 */
const resolveToken: Resolve = value => {
  if (value instanceof Lazy) return value.produce();
  const token = value as { resolve?: unknown; value?: unknown };
  if (typeof token.resolve === 'function') return (token.resolve as () => unknown).call(token);
  return typeof token.value === 'number' || typeof token.value === 'string' ? token.value : value;
};
