import type { ErrorType, Finding } from '../../../../lib/core/finding';
import { appliedObjects, type Applied } from '../../../../lib/flux/config/applied-objects';
import { decodeFluxConfig, type ShootResource } from '../../../../lib/flux/config/flux-config';
import { judgeFluxConfig, validateUndefaulted } from '../../../../lib/flux/config/judge';
import { upstreamRules } from '../../../../lib/flux/config/rules';
import { atLeast, equal, firstOf, sameMultiset, type Difference } from '../../compare';

interface Case {
  readonly input: { readonly providerConfig?: unknown; readonly shootResources?: readonly ShootResource[] };
  readonly defaultingRunsFirst: boolean;
  readonly expect: {
    readonly upstreamValid: boolean;
    readonly upstreamErrors: readonly { readonly type: string; readonly field: string }[];
    readonly defaulted?: unknown;
    readonly objects?: unknown;
  };
  readonly ourLints: readonly string[];
}

/** apimachinery:pkg/util/validation/field/errors.go */
const errorTypes: Partial<Record<ErrorType, string>> = {
  required: 'FieldValueRequired',
  invalid: 'FieldValueInvalid',
  notSupported: 'FieldValueNotSupported',
};

const refusals: readonly string[] = Object.values(upstreamRules).map(({ id }) => id);

/** Answers one case of the group `fluxConfig`. */
export function runFluxConfig(entry: unknown): Difference | undefined {
  const { input, defaultingRunsFirst, expect, ourLints } = entry as Case;
  const resources = input.shootResources ?? [];
  const judged = judgeFluxConfig({ providerConfig: input.providerConfig, resources });
  const decoded = decodeFluxConfig(input.providerConfig);
  const report =
    defaultingRunsFirst || !('config' in decoded) ? judged.report : validateUndefaulted(decoded.config, resources);
  const refused = report.findings.filter(({ rule }) => refusals.includes(rule));
  const { defaulted } = judged;
  const objects = defaulted === undefined ? [] : appliedObjects(defaulted, resources).map(flat);
  return firstOf(
    () => equal('upstreamValid', expect.upstreamValid, refused.length === 0),
    () => sameMultiset('upstreamErrors', expect.upstreamErrors.map(typeAndField), refused.flatMap(upstreamError)),
    () => ('defaulted' in expect ? equal('defaulted', expect.defaulted, defaulted) : undefined),
    () => ('objects' in expect ? equal('objects', expect.objects, objects) : undefined),
    () => atLeast('ourLints', ourLints, [...new Set(judged.report.findings.map(({ rule }) => rule))]),
  );
}

const typeAndField = ({ type, field }: { type: string; field: string }): unknown => ({ type, field });

/** A configuration that cannot be decoded has no field errors. */
function upstreamError({ type, path }: Finding): unknown[] {
  const name = type && errorTypes[type];
  return name === undefined ? [] : [{ type: name, field: path }];
}

/** The flat form of the file. */
function flat(applied: Applied): unknown {
  if ('installation' in applied) return { step: applied.step, what: 'flux install manifest', ...applied.installation };
  const { step, object, ...how } = applied;
  const { apiVersion, kind, metadata, spec } = object;
  const { namespace, name, labels } = metadata;
  return {
    step,
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    ...(labels && { labels }),
    ...(spec !== undefined && { spec }),
    ...how,
  };
}
