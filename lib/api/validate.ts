import { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import { groupOf, type KubernetesObject, type ObjectMetadata } from '../core/object';
import { explainInvalid, type Subject } from './explain';
import { found } from './found';
import { gardenerMinor } from './gardener-minor';
import { builtinRegistry, type KindInfo, type Registry } from './registry';
import { validatorOf } from './validator';
import { gateObject } from './version-gate';

/** By whose rules objects are judged. */
export interface ValidateOptions {
  /**
   * Gardener version that decides which kinds and fields exist, for example `1.150.0`.
   *
   * @default every field of the newest schemas
   */
  readonly gardener?: string;
  /** The object is completed later: nothing in it is required. @default false */
  readonly partial?: boolean;
  /** Flux applies the object, by server-side apply: nulls in custom resources are refused. @default false */
  readonly flux?: boolean;
  /** @default the kinds of `imports/` */
  readonly registry?: Registry;
}

const nothing: readonly Finding[] = [];

/**
 * Judges one plain object by what is known about its kind: schema, unknown fields, embedded configurations, CEL rules, fields of
 * other Gardener versions. Valid objects cost microseconds and no memory. The findings carry no cluster, object and origin; a
 * kind without a schema is one notice.
 */
export function validateObject(object: KubernetesObject, options: ValidateOptions = {}): readonly Finding[] {
  const registry = options.registry ?? builtinRegistry();
  const info = registry.find(object.apiVersion, object.kind);
  if (info === undefined) return withoutSchema(object, registry, options);
  return validateAs(object, info, options);
}

/** Judges an object by a kind that is known already. */
function validateAs(object: KubernetesObject, info: KindInfo, options: ValidateOptions): readonly Finding[] {
  const subject = subjectOf(object, info, options);
  const invalid = validatorOf(info, subject.mode)(object) ? nothing : explainInvalid(subject);
  const gated = subject.minor === undefined ? nothing : gateObject(object, subject.minor);
  const placed = info.scope === 'Cluster' ? namespaceFinding(object, info) : nothing;
  const owned = info.scope === 'Config' ? nothing : serverFields(object);
  if (invalid === nothing && gated.length === 0 && placed === nothing && owned === nothing) return nothing;
  return [...invalid, ...gated, ...placed, ...owned];
}

function subjectOf(object: KubernetesObject, info: KindInfo, options: ValidateOptions): Subject {
  return {
    info,
    object,
    base: FieldPath.root,
    mode: options.partial === true ? 'partial' : 'full',
    minor: options.gardener === undefined ? undefined : gardenerMinor(options.gardener),
    flux: options.flux === true,
  };
}

/** A kind that exists in another version is not served in this one; about others nothing can be said. */
function withoutSchema(object: KubernetesObject, registry: Registry, options: ValidateOptions): readonly Finding[] {
  const served = registry.versionsOf(object.apiVersion, object.kind);
  const known = served.find(({ storage }) => storage === true) ?? served.at(-1);
  if (known === undefined || known.class === 'core') return [noSchema(object)];
  const notServed = found({
    rule: 'SCHEMA-NOT-SERVED',
    type: 'notFound',
    path: 'apiVersion',
    value: object.apiVersion,
    message: `${object.apiVersion} is not served, use ${known.version}`,
    allowed: served.map(({ apiVersion }) => apiVersion),
    fix: `write apiVersion: ${known.apiVersion}`,
  });
  return [notServed, ...validateAs({ ...object, apiVersion: known.apiVersion }, known, options)];
}

function noSchema({ apiVersion, kind }: KubernetesObject): Finding {
  return found({
    rule: 'SCHEMA-NO-SCHEMA',
    path: '',
    message: `${apiVersion} ${kind} has no schema: its objects are not checked`,
    fix: `give its custom resource definition with --schemas (group ${groupOf(apiVersion) || 'core'})`,
  });
}

/** What YAML gives may have no metadata, or something else in its place: the schema says so, the other checks pass over it. */
function metadataOf(object: { readonly metadata?: unknown }): ObjectMetadata {
  return typeof object.metadata === 'object' && object.metadata !== null ? (object.metadata as ObjectMetadata) : {};
}

function namespaceFinding(object: KubernetesObject, { kind }: KindInfo): readonly Finding[] {
  const { namespace } = metadataOf(object);
  if (namespace === undefined) return nothing;
  return [
    found({
      rule: 'SCHEMA-NAMESPACE',
      type: 'forbidden',
      path: 'metadata.namespace',
      value: namespace,
      message: `${kind} is cluster-scoped and has no namespace`,
      fix: 'remove the field',
    }),
  ];
}

const ownedMetadata = ['uid', 'resourceVersion', 'generation', 'managedFields', 'creationTimestamp', 'selfLink'];

/** One warning for all of them: an exported object has the whole set. */
function serverFields(object: KubernetesObject): readonly Finding[] {
  const metadata = metadataOf(object);
  const { status } = object;
  const hasStatus = typeof status === 'object' && status !== null && Object.keys(status).length > 0;
  if (!hasStatus && metadata.uid === undefined && metadata.resourceVersion === undefined) return nothing;
  const fields = ownedMetadata.filter(name => metadata[name] !== undefined && metadata[name] !== null);
  const names = [...(hasStatus ? ['status'] : []), ...fields.map(name => `metadata.${name}`)];
  return [
    found({
      rule: 'SCHEMA-SERVER-FIELDS',
      path: names[0] ?? '',
      message: `the server owns ${names.join(', ')}`,
      fix: 'remove them: this looks like the export of a live object',
    }),
  ];
}
