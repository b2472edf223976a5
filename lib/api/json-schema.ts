/** The part of JSON Schema (draft-07) that the schemas of `imports/` use, with the extension keywords of Kubernetes and ours. */
export interface Schema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly dependencies?: Readonly<Record<string, Schema | readonly string[]>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly uniqueItems?: boolean;
  /** Prose; only definitions of users have it. */
  readonly description?: string;
  readonly default?: unknown;
  /** Default of upstream's defaulting functions. */
  readonly 'x-go-default'?: unknown;
  /** The default holds under conditions, or is computed. */
  readonly 'x-go-defaulted'?: 'conditional' | 'computed';
  readonly 'x-go-type'?: string;
  /** Constants of a type that upstream does not close: completion, not validation. */
  readonly 'x-known-values'?: readonly string[];
  /** Update rule of the aggregated API server: `always`, `once-set`, or a condition. */
  readonly 'x-gardener-immutable'?: string;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
  readonly 'x-pattern-re2'?: string;
  readonly 'x-source'?: { readonly repo: string; readonly ref: string; readonly commit: string; readonly path: string };
}

/** One entry of `x-kubernetes-validations`. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: 'FieldValueInvalid' | 'FieldValueForbidden' | 'FieldValueRequired' | 'FieldValueDuplicate';
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/** Follows local references, and the single reference that `allOf` wraps when keywords stand next to it. */
export function resolveSchema(schema: Schema, root: Schema): Schema {
  const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined);
  if (reference === undefined) return schema;
  const target = root.definitions?.[reference.slice('#/definitions/'.length)];
  if (target === undefined) throw new Error(`${root.$id ?? 'schema'}: dangling reference ${reference}`);
  return resolveSchema(target, root);
}
