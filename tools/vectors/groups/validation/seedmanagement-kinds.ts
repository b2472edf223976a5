import type { Finding } from '../../../../lib/core/finding';
import { groupOf, type KubernetesObject } from '../../../../lib/core/object';
import { validateObject } from '../../../../lib/api/validate';
import { unknownFieldsAsDropped } from '../../../../lib/gardener/gardenlet-configuration/unknown-fields';
import { completeManagedSeed, validateManagedSeedAdmission } from '../../../../lib/gardener/managed-seed/admission';
import { managedSeedWorld } from '../../../../lib/gardener/managed-seed/admission/world';
import type { ObjectValidation } from '../../../../lib/gardener/object-validation';
import { seedmanagementKinds } from '../../../../lib/gardener/seedmanagement-kinds';
import { Report } from '../../../../lib/rules/report';
import type { Slip, ValidationAdapter } from '../../validation-adapter';
import { adapter as shoots } from './shoot';

const config = String.raw`(?:spec\.(?:template\.spec\.)?(?:gardenlet\.)?config\.)?`;

const volume = /^(spec\.(?:.*\.)?deployment)\.additionalVolumes(?:\[\d+\])?\.((?!name$).*)$/;

/** Where upstream's path is a slip and ours is the true one (validation.md 4). */
const slips: readonly Slip[] = [
  // keys of a map are printed as fields
  { ours: /^(.*)\[((?!\d+\])[^\]]+)\]$/, upstream: '$1.$2' },
  // logs and leader election, and all that is refused while decoding, are reported as if they stood in a configuration file
  { ours: new RegExp(`^${config}(.*)$`), upstream: '$1' },
  // the decoder prints the Go names of embedded structs
  { ours: new RegExp(`^${config}seedConfig\\.(.*)$`), upstream: 'seedConfig.SeedTemplate.$1' },
  {
    ours: new RegExp(`^${config}((?:garden|seed|shoot)ClientConnection)\\.(.*)$`),
    upstream: '$1.ClientConnectionConfiguration.$2',
  },
  { ours: /^spec\.deployment\./, upstream: 'spec.deployment.GardenletDeployment.' },
  { ours: volume, upstream: '$1.additionalVolumes.VolumeSource.$2' },
  { ours: volume, upstream: '$1.GardenletDeployment.additionalVolumes.VolumeSource.$2' },
  { ours: /^(.*controllers\.shoot)\.progressReportPeriod$/, upstream: '$1.progressReporterPeriod' },
  // a mask that is too small for the pods of a node is reported as if it stood in a Shoot
  {
    rule: 'SHOOT-NODE-MASK',
    ours: /^spec\.shootTemplate\.(spec\.kubernetes\.kubeControllerManager\.nodeCIDRMaskSize)$/,
    upstream: '$1',
  },
  // those of a Shoot, below the template of a ManagedSeedSet
  ...(shoots.slips ?? []).map(slip => ({
    ...slip,
    ours: new RegExp(slip.ours.source.replace(/^\^\(spec/, '^(spec\\.shootTemplate\\.spec')),
  })),
];

/** Gardenlet, ManagedSeed, ManagedSeedSet and the configuration of a gardenlet. */
export const adapter: ValidationAdapter = {
  kinds: seedmanagementKinds.map(({ kind }) => {
    const oracle = kind.startsWith('gardenlet.config') ? 'gardenletconfig' : 'core';
    return `${kind.slice(kind.indexOf('/') + 1)} ${oracle}`;
  }),
  validate(object, old, context) {
    const schema = unknownFieldsAsDropped(validateObject(object, { gardener: context.gardener })).filter(isOfGardener);
    if (schema.some(({ type }) => type === 'typeInvalid' || type === 'decode')) return schema;
    const report = new Report();
    const kind = validationOf(object);
    if (old === undefined) kind.create(object, report, context);
    else kind.update(object, old, report, context);
    return [...schema, ...report.findings];
  },
  defaults: (object, context) => withoutServerFields(validationOf(object).stored(object, context)),
  admit(object, old, { view, context }) {
    if (object.kind !== 'ManagedSeed') throw new Error(`no admission of ${object.kind}`);
    const world = managedSeedWorld(view);
    const report = new Report();
    const stored = (given: KubernetesObject, to: Report): Fields =>
      completeManagedSeed(validationOf(given).stored(given, context) as Fields, world, to);
    const next = stored(object, report);
    // a plugin that refuses ends the request
    if (report.findings.length === 0)
      validateManagedSeedAdmission(next, old && stored(old, new Report()), world, report);
    return { findings: report.findings, object: next as KubernetesObject };
  },
  slips,
};

type Fields = Parameters<typeof completeManagedSeed>[0];

function validationOf({ apiVersion, kind }: KubernetesObject): ObjectValidation {
  const found = seedmanagementKinds.find(candidate => candidate.kind === `${groupOf(apiVersion)}/${kind}`);
  if (found === undefined) throw new Error(`no validation of ${apiVersion} ${kind}`);
  return found;
}

/** What is in a providerConfig is judged by its extension, and what is required by the rules: in Go an absent field is a zero value. */
function isOfGardener({ path, type }: Finding): boolean {
  return type !== 'required' && !/\.(?:provider|infrastructure|controlPlane)Config[.[]/.test(path);
}

/** The vectors leave out what the server alone decides. */
function withoutServerFields(object: KubernetesObject): KubernetesObject {
  // a configuration file has no metadata
  if (!('metadata' in object)) return object;
  const { uid, generation, ...metadata } = object.metadata;
  const { status, ...rest } = object;
  return { ...rest, metadata };
}
