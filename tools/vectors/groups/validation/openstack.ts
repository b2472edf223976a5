import { validateObject } from '../../../../lib/api/validate';
import type { Finding } from '../../../../lib/core/finding';
import type { KubernetesObject } from '../../../../lib/core/object';
import { FieldPath } from '../../../../lib/core/field-path';
import type { ShootObject } from '../../../../lib/openstack/objects';
import { secretTexts } from '../../../../lib/openstack/validation/credentials';
import { validateCredentials } from '../../../../lib/openstack/validation/secret';
import { validateOpenStackSeed } from '../../../../lib/openstack/validation/seed';
import { validateProfileInView, validateShootInView } from '../../../../lib/openstack/view/validate';
import { Report } from '../../../../lib/rules/report';
import { View, type ViewObject } from '../../../../lib/rules/view';
import type { CaseContext, Slip, ValidationAdapter } from '../../validation-adapter';

const provider = 'spec.provider.infrastructureConfig';

/** Where upstream's path is a slip and ours is the true one (validation.md 4). */
const slips: readonly Slip[] = [
  { ours: /^(spec\.provider\.infrastructureConfig)\.networks\.router$/, upstream: '$1.router' },
  { ours: /^(spec\.provider\.infrastructureConfig)\.networks\.ipv6$/, upstream: '$1' },
  { ours: /^spec\.provider\.infrastructureConfig\.floatingPoolName$/, upstream: 'floatingPoolName' },
  { ours: /^(spec\.providerConfig)\.keystoneURL(s?)(.*)$/, upstream: '$1.keyStoneURL$2$3' },
  { ours: /^(spec\.providerConfig)\.keystoneCACert$/, upstream: '$1.caCert' },
  { ours: /^(.*\.loadBalancerClasses\[\d+\])\.purpose$/, upstream: '$1' },
  { ours: /^data(\..*|\[.*)?$/, upstream: 'secret.data$1' },
  // a plain error of the webhook, without type and path
  { ours: /^spec\.(cloudProfile(Name|\.name)|parent\.name)$/, upstream: '', types: ['notFound', 'decode'] },
  // a configuration of the wrong kind ends decoding
  {
    ours: /^spec\.(?:providerConfig|provider\.\w+Config)\.(apiVersion|kind)$/,
    upstream: '$1',
    types: ['typeInvalid', 'decode'],
  },
  {
    ours: /^spec\.(?:providerConfig|provider\.\w+Config)\.(?:apiVersion|kind)$/,
    upstream: '',
    types: ['invalid', 'decode'],
  },
  { ours: /^(spec\.provider\.workers\[\d+\]\.providerConfig)\.(?:apiVersion|kind)$/, upstream: '$1' },
  // the configuration of a pool is decoded inside its validation
  ...(['unknownField', 'decode'] as const).map((type): Slip => ({
    ours: /^(spec\.provider\.workers\[\d+\]\.providerConfig)(\..*)?$/,
    upstream: '$1',
    types: [type, 'invalid'],
  })),
];

/** Kinds as provider-openstack judges them. */
export const adapter: ValidationAdapter = {
  kinds: ['Shoot', 'CloudProfile', 'NamespacedCloudProfile', 'Secret', 'Seed'].map(kind => `${kind} openstack`),
  validate(object, old, context) {
    const partial = object.kind === 'NamespacedCloudProfile';
    const decoded = validateObject(object, { gardener: context.gardener, partial });
    const refused = decoded.filter(({ type }) => type !== undefined && decodeTypes.has(type));
    const rest = refused.length > 0 ? [] : judge(object, old, context);
    return [...decoded.filter(({ severity }) => severity === 'error'), ...refused.map(asDecoder), ...rest];
  },
  // none of the defaults is judged here
  defaults: object => object,
  slips,
};

const decodeTypes: ReadonlySet<string> = new Set(['unknownField', 'duplicateField', 'decode']);

function judge(object: KubernetesObject, old: KubernetesObject | undefined, context: CaseContext): readonly Finding[] {
  const report = new Report();
  const place = (entry: KubernetesObject): ViewObject => ({
    cluster: 'virtual-garden',
    unit: '',
    object: entry,
    origin: () => undefined,
  });
  const entry = place(object);
  const view = new View({
    objects: [entry, ...Object.values(context.objects).map(place)],
    gardener: context.gardener,
    now: context.now,
    complete: true,
  });
  if (object.kind === 'Shoot') validateShootInView(entry, report, { view, old: old as unknown as ShootObject });
  else if (object.kind === 'Secret')
    validateCredentials(secretTexts(object), { path: FieldPath.root, forDNS: false, report });
  else if (object.kind === 'Seed') validateOpenStackSeed(object as never, report);
  else validateProfileInView(entry, report, view);
  return report.findings;
}

/** Upstream's decoder starts its paths at the embedded configuration, and leaves out list positions and map keys of wrong types. */
function asDecoder(finding: Finding): Finding {
  const path = finding.path.replace(configPath, '');
  if (finding.type !== 'decode') return { ...finding, path };
  return { ...finding, path: path.replaceAll(/\[[^\]]*\]/g, '').replace(belowMap, '$1') };
}

const configPath = new RegExp(
  `^(?:spec\\.providerConfig|${provider.replaceAll('.', '\\.')}|spec\\.provider\\.controlPlaneConfig)\\.`,
);
const belowMap = /((?:^|\.)(?:capabilities|featureGates|parameters|annotations|labels|capacity|virtualCapacity))\..*$/;
