import type { Finding } from '../../../../lib/core/finding';
import { groupOf, type KubernetesObject } from '../../../../lib/core/object';
import { validateObject, validateTransition } from '../../../../lib/api/validate';
import { operatorKinds } from '../../../../lib/gardener/operator-kinds';
import type { ObjectValidation } from '../../../../lib/gardener/object-validation';
import { Report } from '../../../../lib/rules/report';
import type { CaseContext, Slip, ValidationAdapter } from '../../validation-adapter';

/** Where upstream's path is a slip and ours is the true one (validation.md 4). */
const slips: readonly Slip[] = [
  // keys of a map are printed as fields
  { ours: /^(.*)\[((?!\d+\])[^\]]*)\]$/, upstream: '$1.$2' },
  // the limits are reported under the names of the configuration that the operator makes of them
  { ours: /^(.*\.resourceAdmissionConfiguration)\.operationMode$/, upstream: '$1.mode' },
  { ours: /^(.*\.limits\[\d+\])\.apiVersions/, upstream: '$1.versions' },
];

/** Garden and Extension: the CRD first, then the webhooks of gardener-operator. */
export const adapter: ValidationAdapter = {
  kinds: operatorKinds.map(({ kind }) => `${kind.slice(kind.indexOf('/') + 1)} operator`),
  validate(object, old, context) {
    const changed = old === undefined ? [] : validateTransition(old, object);
    const refused = [...validateObject(object, { gardener: context.gardener }), ...changed].filter(isOfGardener);
    if (refused.some(({ severity }) => severity === 'error')) return refused;
    const report = new Report();
    const kind = validationOf(object);
    if (old === undefined) kind.create(object, report, withExtensions(context));
    else kind.update(object, old, report, withExtensions(context));
    return report.findings;
  },
  defaults: (object, context) => withoutServerFields(validationOf(object).stored(object, context)),
  slips,
};

function withExtensions(context: CaseContext): CaseContext {
  const extensions = Object.values(context.objects).filter(({ kind }) => kind === 'Extension');
  return { ...context, ...{ extensions } };
}

function validationOf({ apiVersion, kind }: KubernetesObject): ObjectValidation {
  const found = operatorKinds.find(candidate => candidate.kind === `${groupOf(apiVersion)}/${kind}`);
  if (found === undefined) throw new Error(`no validation of ${apiVersion} ${kind}`);
  return found;
}

/** What is in a providerConfig is judged by its extension. */
function isOfGardener({ path }: Finding): boolean {
  return !/\.providerConfig\b/.test(path);
}

/** The vectors leave out what the server alone decides. */
function withoutServerFields(object: KubernetesObject): KubernetesObject {
  const { uid, generation, ...metadata } = object.metadata;
  const { status, ...rest } = object;
  return { ...rest, metadata };
}
