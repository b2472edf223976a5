/** Where objects of a kind live; `Config` kinds are files or embedded objects that no API server stores. */
export type Scope = 'Namespaced' | 'Cluster' | 'Config';

declare const shape: unique symbol;

/**
 * What is known about a kind without loading its schema. A descriptor has the name of the type that it describes, so that
 * one import gives both: `const seed: Seed = ...` and `new TypedObject(scope, 'soil', Seed, ...)`.
 */
export interface Kind<T = unknown> {
  /** `<group>/<version>`, or the version alone in the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  /** Resource name in URLs and RBAC rules, where the CRD tells. */
  readonly plural?: string;
  /** Carries the type; never set. */
  readonly [shape]?: T;
}

/** A string with well-known values that upstream does not close: editors complete them, others are legal. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/** A number, or a text such as `25%` or a port name. */
export type IntOrString = number | string;

/** An amount such as `10Gi` or `500m`. */
export type Quantity = number | string;

/** A duration as Go prints it, for example `1h30m`. There is no unit for days. */
export type Duration = string;

/** An object whose fields another schema decides, for example a providerConfig. */
export type FreeForm = object;
