import { groupOf, type KubernetesObject } from '../../../../lib/core/object';
import { coreKinds } from '../../../../lib/gardener/core-kinds';
import type { ObjectValidation } from '../../../../lib/gardener/object-validation';
import { Report } from '../../../../lib/rules/report';
import type { Slip, ValidationAdapter } from '../../validation-adapter';

/** Where upstream's path is a slip and ours is the true one (validation.md 4). */
const slips: readonly Slip[] = [
  // keys of a map are printed as fields
  { ours: /^(spec\.settings\..*\.(?:maxAllowed|resources))\[([^\]]+)\]$/, upstream: '$1.$2' },
  // the missing way of deployment has no path at all, the fields of v1beta1 are annotations in v1
  { ours: /^helm$/, upstream: '[]', types: ['required', 'forbidden'] },
  {
    ours: /^metadata\.annotations\[migration\.controllerdeployment\.gardener\.cloud\/(type|providerConfig)\]$/,
    upstream: '$1',
  },
  // the single role of a member is counted as the first of its roles
  { ours: /^(spec\.members\[\d+\])\.role$/, upstream: '$1.roles[0]' },
  ...Array.from({ length: 32 }, (_, index) => ({
    ours: new RegExp(`^(spec\\.members\\[\\d+\\])\\.roles\\[${index}\\]$`),
    upstream: `$1.roles[${index + 1}]`,
  })),
];

/** Kinds of core.gardener.cloud and security.gardener.cloud beside the Shoot. */
export const adapter: ValidationAdapter = {
  kinds: coreKinds.map(({ kind }) => `${kind.slice(kind.indexOf('/') + 1)} core`),
  validate(object, old, context) {
    const report = new Report();
    const kind = validationOf(object);
    if (old === undefined) kind.create(object, report, context);
    else kind.update(object, old, report, context);
    return report.findings;
  },
  defaults: (object, context) => withoutServerFields(validationOf(object).stored(object, context)),
  slips,
};

function validationOf({ apiVersion, kind }: KubernetesObject): ObjectValidation {
  const found = coreKinds.find(candidate => candidate.kind === `${groupOf(apiVersion)}/${kind}`);
  if (found === undefined) throw new Error(`no validation of ${apiVersion} ${kind}`);
  return found;
}

/** The vectors leave out what the server alone decides. */
function withoutServerFields(object: KubernetesObject): KubernetesObject {
  const { uid, generation, ...metadata } = object.metadata;
  const { status, ...rest } = object;
  return { ...rest, metadata };
}
