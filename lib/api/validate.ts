import { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { judgeTransition } from './cel';
import { gardenerMinor } from './gardener-minor';
import { Judgement } from './judgement';
import { builtinRegistry, type KindInfo, type Registry } from './registry';
import { metadataTypes } from './metadata-types';
import { formerKind, notServed, servedVersion, unknownKind, withoutHeader } from './unknown-kind';
import type { ValidateOptions } from './validate-options';

export type { ValidateOptions };

const nothing: readonly Finding[] = [];

/**
 * Judges one plain object by what is known about its kind: schema, unknown fields, embedded configurations, CEL rules, fields of
 * other Gardener versions. Valid objects cost microseconds and no memory. The findings carry no cluster, object and origin; a
 * kind without a schema is one notice.
 */
export function validateObject(object: KubernetesObject, options: ValidateOptions = {}): readonly Finding[] {
  const headless = withoutHeader(object);
  if (headless !== undefined) return [headless];
  const registry = options.registry ?? builtinRegistry();
  const info = registry.find(object.apiVersion, object.kind);
  if (info === undefined) return withoutSchema(object, registry, options);
  return validateAs(object, info, options);
}

/**
 * Judges an update by the CEL rules that compare with the stored object (`self == oldSelf`); only custom resources have them.
 * Everything that the new object must obey on its own is judged by {@link validateObject}.
 */
export function validateTransition(
  old: KubernetesObject,
  object: KubernetesObject,
  options: Pick<ValidateOptions, 'registry'> = {},
): readonly Finding[] {
  const info = (options.registry ?? builtinRegistry()).find(object.apiVersion, object.kind);
  return info === undefined ? nothing : judgeTransition(old, object, { info, base: FieldPath.root });
}

/** Judges an object by a kind that is known already. */
function validateAs(object: KubernetesObject, info: KindInfo, options: ValidateOptions): readonly Finding[] {
  const judgement = new Judgement(options);
  judgement.object(object, info);
  return judgement.findings ?? nothing;
}

/** A kind that exists in another version is judged by that one; about others only their name can be judged. */
function withoutSchema(object: KubernetesObject, registry: Registry, options: ValidateOptions): readonly Finding[] {
  const { gardener } = options;
  const former = formerKind(object, registry, gardener === undefined ? undefined : gardenerMinor(gardener));
  const known = former === undefined ? servedVersion(object, registry) : former.known;
  const about =
    former?.finding ?? (known === undefined ? unknownKind(object, registry) : notServed(object, known, registry));
  if (known === undefined) return [about, ...metadataTypes(object)];
  const { apiVersion } = known;
  return [about, ...validateAs({ ...object, apiVersion }, known, options)];
}
