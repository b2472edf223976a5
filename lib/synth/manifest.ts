import { ApiObject, Lazy, type App, type IResolver } from 'cdk8s';
import type { KubernetesObject } from '../core/object';
import type { Resolve } from '../yaml/plain';

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
  private readonly customResolvers: boolean;

  constructor(app: App) {
    this.customResolvers = (app as unknown as AppInternals).resolvers.length > builtInResolvers;
  }

  /**
   * The manifest of an object: straight from its values where nothing can change them, else through cdk8s' own `toJson`, which
   * JSON patches, resolvers of the app and the classes of cdk8s-plus need.
   */
  of(object: ApiObject): Manifest {
    const { patches } = object as unknown as ApiObjectInternals;
    if (this.customResolvers || patches.length > 0 || object.toJson !== stockToJson)
      return { object: corrected(object, object.toJson() as KubernetesObject) };
    return { object: direct(object), resolve: resolveToken };
  }
}

function direct(object: ApiObject): KubernetesObject {
  const { props } = object as unknown as ApiObjectInternals;
  return { ...props, metadata: metadataOf(object) } as unknown as KubernetesObject;
}

function metadataOf(object: ApiObject): Record<string, unknown> {
  const metadata = object.metadata as unknown as MetadataInternals;
  const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: given } = metadata;
  const made: Record<string, unknown> = { ...given, name, namespace, labels, annotations, finalizers, ownerReferences };
  for (const part of ['labels', 'annotations', 'finalizers', 'ownerReferences'])
    if (isEmpty(made[part])) made[part] = undefined;
  if (hasGeneratedName(object)) made['name'] = undefined;
  return made;
}

function isEmpty(value: unknown): boolean {
  for (const _ in value as object) return false;
  return true;
}

/** Stock cdk8s emits a name of its own beside `generateName`; the API server then ignores what the user asked for. */
function hasGeneratedName(object: ApiObject): boolean {
  const given = (object as unknown as ApiObjectInternals).props.metadata;
  return given?.['generateName'] !== undefined && given['name'] === undefined;
}

function corrected(object: ApiObject, json: KubernetesObject): KubernetesObject {
  if (!hasGeneratedName(object)) return json;
  const { name: _, ...metadata } = json.metadata;
  return { ...json, metadata };
}

/** The namespace that the object's own props name; the chart's default is not meant. */
export function givenNamespace(object: ApiObject): unknown {
  return (object as unknown as ApiObjectInternals).props.metadata?.['namespace'];
}

/** What cdk8s' built-in resolvers do, for one value: Lazy, objects with `resolve()`, and the number/string unions of `cdk8s import`. */
const resolveToken: Resolve = value => {
  if (value instanceof Lazy) return value.produce();
  const token = value as { resolve?: unknown; value?: unknown };
  if (typeof token.resolve === 'function') return (token.resolve as () => unknown)();
  return typeof token.value === 'number' || typeof token.value === 'string' ? token.value : undefined;
};
