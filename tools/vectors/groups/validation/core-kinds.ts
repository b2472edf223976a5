import { validateObject } from '../../../../lib/api/validate';
import type { Finding } from '../../../../lib/core/finding';
import type { Loose } from '../../../../lib/core/loose';
import { groupOf, type KubernetesObject } from '../../../../lib/core/object';
import type {
  CloudProfile,
  CloudProfileSpec,
  NamespacedCloudProfile,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import { coreKinds } from '../../../../lib/gardener/core-kinds';
import { admitNamespacedCloudProfile } from '../../../../lib/gardener/namespaced-cloud-profile/admission';
import { mergeCloudProfiles } from '../../../../lib/gardener/namespaced-cloud-profile/merge';
import type { ObjectValidation } from '../../../../lib/gardener/object-validation';
import { Report } from '../../../../lib/rules/report';
import { NotBuilt } from '../../shape';
import type { AdmissionAnswer, Slip, ValidationAdapter } from '../../validation-adapter';

/** Where upstream's path is a slip and ours is the true one (validation.md 4). */
const slips: readonly Slip[] = [
  // a version is reported at its entry, the newest one without a position, its age in a field of another name
  { ours: /^(spec\.kubernetes\.versions\[\d+\])\.version$/, upstream: '$1' },
  { ours: /^(spec\.kubernetes\.versions)\[\d+\]\.(expirationDate|lifecycle)$/, upstream: '$1[].$2' },
  { ours: /\.inPlaceUpdates\.minVersionForUpdate$/, upstream: '.minVersionForInPlaceUpdate' },
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
    const schema = validateObject(object, { gardener: context.gardener }).filter(isOfServer);
    if (schema.some(({ type }) => type !== undefined && decodeTypes.has(type))) return schema.map(asDecoder);
    const report = new Report();
    const kind = validationOf(object);
    if (old === undefined) kind.create(object, report, context);
    else kind.update(object, old, report, context);
    return [...schema, ...report.findings.flatMap(finding => [finding, ...withCapabilityName(finding, object)])];
  },
  defaults: (object, context) => withoutServerFields(validationOf(object).stored(object, context)),
  admit: admitProfile,
  slips,
};

/** Webhooks of the extensions judge their configurations, and rules judge a missing name, for which the API server may make one up. */
function isOfServer({ path, type }: Finding): boolean {
  return !/\.providerConfig[.[]/.test(path) && !(type === 'required' && /^metadata(?:\.name)?$/.test(path));
}

const decodeTypes: ReadonlySet<string> = new Set(['unknownField', 'duplicateField', 'decode']);

/** The decoder leaves out list positions and map keys of wrong types, and prints the Go name of the embedded subject. */
function asDecoder(finding: Finding): Finding {
  if (finding.type !== 'decode') return finding;
  const path = finding.path.replaceAll(/\[[^\]]*\]/g, '');
  return {
    ...finding,
    path: path.replace(/^spec\.members\.(apiGroup|kind|name|namespace)$/, 'spec.members.Subject.$1'),
  };
}

function validationOf({ apiVersion, kind }: KubernetesObject): ObjectValidation {
  const found = coreKinds.find(candidate => candidate.kind === `${groupOf(apiVersion)}/${kind}`);
  if (found === undefined) throw new Error(`no validation of ${apiVersion} ${kind}`);
  return found;
}

type World = Parameters<NonNullable<ValidationAdapter['admit']>>[2];

/** NamespacedCloudProfile is the only kind here that an admission plugin judges against others. */
function admitProfile(object: KubernetesObject, old: KubernetesObject | undefined, world: World): AdmissionAnswer {
  if (object.kind !== 'NamespacedCloudProfile') throw new NotBuilt(`admission of ${object.kind} is not built yet`);
  const { view, context } = world;
  const kind = validationOf(object);
  const report = new Report();
  if (old === undefined) kind.create(object, report, context);
  else kind.update(object, old, report, context);
  const profile = kind.defaults(object, context) as unknown as Loose<NamespacedCloudProfile>;
  const parent = view.find('core.gardener.cloud', 'CloudProfile', undefined, profile.spec?.parent?.name ?? '');
  if (parent === undefined) throw new Error('the world has no parent of the profile');
  const relatives = {
    parent: validationOf(parent.object).defaults(parent.object, context) as unknown as Loose<CloudProfile>,
    ...(old && { old: kind.defaults(old, context) as unknown as Loose<NamespacedCloudProfile> }),
  };
  admitNamespacedCloudProfile(profile, relatives, report, context);
  const merged = mergeCloudProfiles(profile, relatives.parent);
  const findings = report.findings.flatMap(finding => [finding, ...inMergedProfile(finding, profile, merged)]);
  return { findings, object: kind.stored(object, context) };
}

/** Upstream reports what is wrong with the merged profile at the path of the result, ours at the entry that the user wrote. */
function inMergedProfile(
  finding: Finding,
  profile: Loose<NamespacedCloudProfile>,
  merged: Loose<CloudProfileSpec>,
): readonly Finding[] {
  const match = /^spec\.machineImages\[(\d+)\](?:\.versions\[(\d+)\])?/.exec(finding.path);
  const image = profile.spec?.machineImages?.[Number(match?.[1])];
  if (!match || !image) return [];
  const index = (merged.machineImages ?? []).findIndex(({ name }) => name === image.name);
  const version = image.versions?.[Number(match[2])]?.version;
  const position = (merged.machineImages?.[index]?.versions ?? []).findIndex(entry => entry.version === version);
  const place = match[2] === undefined ? '' : `.versions[${position}]`;
  const path = `status.cloudProfileSpec.machineImages[${index}]${place}${finding.path.slice(match[0].length)}`;
  return [{ ...finding, path }];
}

/**
 * Upstream makes a map of the registered capabilities and so reports them by name, not by position: the same findings at those paths.
 */
function withCapabilityName(finding: Finding, object: KubernetesObject): readonly Finding[] {
  const root = 'spec.machineCapabilities';
  if (finding.path === root) return [{ ...finding, path: `${root}.architecture` }];
  const [, index, field, position = ''] =
    /^spec\.machineCapabilities\[(\d+)\]\.(name|values)(\[\d+\])?$/.exec(finding.path) ?? [];
  if (index === undefined) return [];
  if (field === 'name') return [{ ...finding, path: root }];
  const { spec } = object as {
    readonly spec?: { readonly machineCapabilities?: readonly { readonly name?: string }[] };
  };
  const name = spec?.machineCapabilities?.[Number(index)]?.name ?? '';
  const named = name === '' ? `${root}[]` : `${root}.${name}`;
  return [
    { ...finding, path: `${named}${position}` },
    { ...finding, path: named },
  ];
}

/** The vectors leave out what the server alone decides. */
function withoutServerFields(object: KubernetesObject): KubernetesObject {
  const { uid, generation, ...metadata } = object.metadata;
  const { status, ...rest } = object;
  return { ...rest, metadata };
}
