import { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import { groupOf, type KubernetesObject } from '../core/object';
import { judgeTransition } from './cel';
import { found } from './found';
import { Judgement } from './judgement';
import { builtinRegistry, type KindInfo, type Registry } from './registry';
import type { ValidateOptions } from './validate-options';

export type { ValidateOptions };

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
    message: `${object.apiVersion} is ${isOlder(object.apiVersion, known) ? 'no longer' : 'not'} served, use ${known.version}`,
    allowed: served.map(({ apiVersion }) => apiVersion),
    fix: `write apiVersion: ${known.apiVersion}`,
  });
  return [notServed, ...validateAs({ ...object, apiVersion: known.apiVersion }, known, options)];
}

/** `v1alpha1` comes before `v1beta1`, and both before `v1`. */
function isOlder(apiVersion: string, { version }: KindInfo): boolean {
  const rank = (text: string): number => {
    const [, major = '0', stage = 'z', minor = '0'] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(text) ?? [];
    return Number(major) * 1e6 + ['alpha', 'beta', 'z'].indexOf(stage) * 1e3 + Number(minor);
  };
  return rank(apiVersion) < rank(version);
}

function noSchema({ apiVersion, kind }: KubernetesObject): Finding {
  return found({
    rule: 'SCHEMA-NO-SCHEMA',
    path: '',
    message: `${apiVersion} ${kind} has no schema: its objects are not checked`,
    fix: `give its custom resource definition with --schemas (group ${groupOf(apiVersion) || 'core'})`,
  });
}
