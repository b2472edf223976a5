import type { Finding } from '../core/finding';
import type { KindInfo } from './registry';

/** Why upstream takes a value that the schema refuses; what it does instead. */
interface Leniency {
  readonly rule: string;
  readonly path: RegExp;
  /** @default any value */
  readonly values?: readonly string[];
  readonly effect: string;
}

/**
 * The Flux Operator adds its own kinds to these definitions of Flux.
 *
 * Upstream: `controlplaneio-fluxcd/flux-operator:internal/builder/templates.go`.
 */
const operatorKinds = (path: RegExp): readonly Leniency[] => [
  {
    rule: 'SCHEMA-VALUE',
    path,
    values: ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'],
    effect: 'the API server refuses the value, unless the Flux Operator installed Flux',
  },
];

/** A field that nothing upstream misses: decoding leaves it empty. */
const emptyField = (path: RegExp): Leniency => ({
  rule: 'SCHEMA-REQUIRED',
  path,
  effect: 'the API server accepts the object, and the field is empty',
});

const ofParent = 'the object is valid on its own, admission judges it together with its parent';

/** An empty text means what an absent field means. */
const emptyTolerations: Leniency = {
  rule: 'SCHEMA-VALUE',
  path: /\.excessCapacityReservation\.configs\[\d+\]\.tolerations\[\d+\]\.(?:effect|operator)$/,
  values: [''],
  effect: 'the API server accepts the object, and reads an empty text as if the field were absent',
};

/** With capabilities an empty text is one that nobody asks for; without them Gardener's own rule refuses it. */
const emptyArchitecture: Leniency = {
  rule: 'SCHEMA-VALUE',
  path: /^spec\.machineTypes\[\d+\]\.architecture$/,
  values: [''],
  effect: 'the API server accepts the object where capabilities tell the architecture',
};

/** Gardener does not look into volumes, mounts and tolerations of a gardenlet. */
const deployment: readonly Leniency[] = [
  {
    rule: 'SCHEMA-VALUE',
    path: /^spec\.(?:template\.spec\.)?(?:gardenlet\.)?deployment\./,
    effect: 'the API server accepts the object, and the Deployment of the gardenlet is refused later',
  },
];

/** Sets of values that upstream closes only by documentation, or judges elsewhere. */
const lenientValues: Readonly<Record<string, readonly Leniency[]>> = {
  'notification.toolkit.fluxcd.io/Alert': operatorKinds(/^spec\.eventSources\[\d+\]\.kind$/),
  'notification.toolkit.fluxcd.io/Receiver': operatorKinds(/^spec\.resources\[\d+\]\.kind$/),
  'core.gardener.cloud/CloudProfile': [
    emptyField(/^spec\.regions\[\d+\]\.accessRestrictions\[\d+\]\.name$/),
    emptyField(/^spec\.machineTypes\[\d+\]\.storage\.type$/),
    emptyArchitecture,
  ],
  'core.gardener.cloud/Seed': [emptyField(/^spec\.accessRestrictions\[\d+\]\.name$/), emptyTolerations],
  'gardenlet.config.gardener.cloud/GardenletConfiguration': [
    emptyTolerations,
    emptyField(/(?:^|\.)seedConfig\.spec\.accessRestrictions\[\d+\]\.name$/),
    {
      rule: 'SCHEMA-VALUE',
      path: /(?:^|\.)log(?:Level|Format)$/,
      values: [''],
      effect: 'gardenlet reads an empty text as if the field were absent',
    },
    {
      rule: 'SCHEMA-VALUE',
      path: /(?:^|\.)logging\.shootNodeLogging\.shootPurposes\[\d+\]$/,
      effect: 'nothing refuses the value, and no Shoot has such a purpose',
    },
  ],
  'core.gardener.cloud/Shoot': [
    {
      rule: 'SCHEMA-VALUE',
      path: /^spec\.systemComponents\.coreDNS\.autoscaling\.mode$/,
      effect: 'the API server accepts the value, and CoreDNS is not scaled',
    },
    {
      rule: 'SCHEMA-VALUE',
      path: /^spec\.cloudProfile\.kind$/,
      values: [''],
      effect: 'the API server reads an empty text as CloudProfile',
    },
    emptyField(/^spec\.accessRestrictions\[\d+\]\.name$/),
    emptyField(/^spec\.kubernetes\.kubeAPIServer\.watchCacheSizes\.resources\[\d+\]\.size$/),
    emptyField(
      /^spec\.kubernetes\.kubeAPIServer\.structuredAuthorization\.kubeconfigs\[\d+\]\.(?:secretName|authorizerName)$/,
    ),
  ],
  'core.gardener.cloud/ControllerDeployment': [emptyField(/^providerConfig$/)],
  'core.gardener.cloud/Project': [
    {
      rule: 'SCHEMA-INVALID',
      path: /^spec\.members\[\d+\]\.role$/,
      values: [''],
      effect: 'the API server accepts the object, and takes the roles of the member from its list',
    },
  ],
  'core.gardener.cloud/NamespacedCloudProfile': [
    {
      rule: 'SCHEMA-VALUE',
      path: /^spec\.machineImages\[\d+\]\.versions\[\d+\]\.(?:cri\[\d+\]\.name|(?:lifecycle\[\d+\]\.)?classification)$/,
      effect: ofParent,
    },
    {
      rule: 'SCHEMA-REQUIRED',
      path: /^spec\.machineImages\[\d+\]\.versions(?:\[\d+\]\.(?:cri\[\d+\]\.(?:name|containerRuntimes\[\d+\]\.type)|lifecycle\[\d+\]\.classification))?$/,
      effect: ofParent,
    },
    emptyField(/^spec\.machineTypes\[\d+\]\.storage\.type$/),
    emptyArchitecture,
  ],
  'seedmanagement.gardener.cloud/Gardenlet': deployment,
  'seedmanagement.gardener.cloud/ManagedSeed': deployment,
  'seedmanagement.gardener.cloud/ManagedSeedSet': [
    ...deployment,
    {
      rule: 'SCHEMA-VALUE',
      path: /^spec\.shootTemplate\.spec\.controlPlane\.highAvailability\.failureTolerance\.type$/,
      effect: 'the API server accepts the template, and refuses every Shoot that is made of it',
    },
  ],
};

/**
 * kustomize decodes its own files without regard to upper and lower case.
 *
 * Upstream: `kubernetes-sigs/kustomize:api/types/kustomization.go (Unmarshal) v5.8`.
 */
function isCase({ group }: KindInfo, { rule, path, fix }: Finding): boolean {
  if (group !== 'kustomize.config.k8s.io' || rule !== 'SCHEMA-UNKNOWN-FIELD') return false;
  const [, meant] = /^did you mean (\w+)/.exec(fix ?? '') ?? [];
  return meant !== undefined && path.split('.').at(-1)?.toLowerCase() === meant.toLowerCase();
}

const ofCluster = 'the extension that reads the Cluster ignores the field without a word';

/** Who decodes an embedded object without minding unknown fields, and what happens then. */
const lenientDecoders: Readonly<Record<string, string>> = {
  'gardenlet.config.gardener.cloud/GardenletConfiguration': 'gardenlet ignores the field without a word',
  'core.gardener.cloud/CloudProfile': ofCluster,
  'core.gardener.cloud/Seed': ofCluster,
  'core.gardener.cloud/Shoot': ofCluster,
};

/** Findings about what upstream tolerates become warnings that say what happens. */
export function withLeniency(findings: readonly Finding[], info: KindInfo, isEmbedded: boolean): readonly Finding[] {
  const lenient = lenientValues[`${info.group}/${info.kind}`] ?? [];
  const ignores = isEmbedded ? lenientDecoders[`${info.group}/${info.kind}`] : undefined;
  return findings.map(finding => {
    const { rule, path } = finding;
    if (isCase(info, finding))
      return { ...finding, severity: 'warning', effect: 'kustomize reads the field all the same' };
    if (ignores !== undefined && rule === 'SCHEMA-UNKNOWN-FIELD')
      return { ...finding, severity: 'warning', effect: ignores };
    const leniency = lenient.find(row => row.rule === rule && row.path.test(path) && takes(row, finding.value));
    return leniency === undefined ? finding : { ...finding, severity: 'warning', effect: leniency.effect };
  });
}

function takes({ values }: Leniency, value: unknown): boolean {
  return values === undefined || (typeof value === 'string' && values.includes(value));
}
