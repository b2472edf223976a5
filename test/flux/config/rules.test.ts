import { judgeFluxConfig } from '../../../lib/flux/config/judge';
import { lintRules, upstreamRules } from '../../../lib/flux/config/rules';

const sourceVersion = 'source.toolkit.fluxcd.io/v1';
const gitSpec = { url: 'https://git.example.org/fleet.git', ref: { branch: 'main' } };
const template = (spec: object, more: object = {}): object => ({
  apiVersion: sourceVersion,
  kind: 'GitRepository',
  spec: { ...gitSpec, ...spec },
  ...more,
});
const oci = (ref: object, spec: object = {}): object => ({
  apiVersion: sourceVersion,
  kind: 'OCIRepository',
  spec: { url: 'oci://registry.example.org/fleet', ref, ...spec },
});
const source = (of: unknown, more: object = {}): object => ({ source: { template: of, ...more } });
const kustomization = (spec: object, more: object = {}): object => ({
  kustomization: { template: { spec: { path: 'a', prune: true, ...spec }, ...more } },
});

const resources = [
  { name: 'git', resourceRef: { kind: 'Secret', name: 'proj-git' } },
  { name: 'ca', resourceRef: { kind: 'Secret', name: 'proj-ca' } },
  { name: 'map', resourceRef: { kind: 'ConfigMap', name: 'proj-map' } },
];

/** A configuration about which nothing is to be said, with a mistake. */
const judged = (mistake: object): string[] =>
  judgeFluxConfig({
    providerConfig: {
      apiVersion: 'flux.extensions.gardener.cloud/v1alpha1',
      kind: 'FluxConfig',
      flux: { version: 'v2.9.2' },
      ...source(template({})),
      ...kustomization({}),
      ...mistake,
    },
    resources,
  }).report.findings.map(({ rule, severity, type, path }) => `${rule} ${type ?? severity} ${path}`);

const at = { spec: 'source.template.spec', ks: 'kustomization.template' };

/** Each rule with a mistake that it finds, and everything that is found. */
const mistakes: readonly (readonly [rule: string, mistake: object, found: readonly string[]])[] = [
  ['FX-DECODE', { flux: { version: 2 } }, ['error flux.version']],
  ['FX-NAMESPACE', { flux: { version: 'v2.9.2', namespace: 'Flux' } }, ['invalid flux.namespace']],
  [
    'FX-COMP-REQUIRED',
    { flux: { version: 'v2.9.2', components: ['kustomize-controller'] } },
    ['invalid flux.components'],
  ],
  ['FX-SOURCE-MISSING', { source: undefined }, ['invalid source']],
  ['FX-KS-MISSING', { kustomization: undefined }, ['invalid kustomization']],
  ['FX-TEMPLATE', source(undefined), ['required source.template']],
  [
    'FX-SRC-APIVERSION',
    source({ ...oci({ tag: 'a' }), apiVersion: 'source.toolkit.fluxcd.io/v1beta2' }),
    ['invalid source.template'],
  ],
  ['FX-SRC-TYPEMETA', source({ spec: gitSpec }), ['invalid source.template']],
  [
    'FX-SRC-KIND',
    source({ apiVersion: sourceVersion, kind: 'Bucket', spec: {} }),
    ['notSupported source.template.kind'],
  ],
  ['FX-SRC-REF', source(template({ ref: {} })), [`required ${at.spec}.ref`]],
  ['FX-SRC-URL', source(oci({ tag: 'a' }, { url: 'https://a' })), [`invalid ${at.spec}.url`]],
  ['FX-SECRET-RESOURCE', source(template({}), { secretResourceName: 'map' }), ['invalid source.secretResourceName']],
  [
    'FX-SECRET-TARGET',
    { additionalSecretResources: [{ name: 'ca', targetName: 'CA' }] },
    ['invalid additionalSecretResources[0].targetName'],
  ],
  [
    'FX-KS-KIND',
    kustomization({}, { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }),
    [`notSupported ${at.ks}.apiVersion`, `notSupported ${at.ks}.kind`],
  ],
  ['FX-KS-PATH', kustomization({ path: '' }), [`required ${at.ks}.spec.path`]],
  ['FX-VERSION-FORMAT', { flux: { version: '2.9.2' } }, ['error flux.version']],
  ['FX-VERSION-FLOATING', { flux: { version: 'latest' } }, ['error flux.version']],
  [
    'FX-COMP-UNKNOWN',
    { flux: { version: 'v2.9.2', componentsExtra: ['source-wacher'] } },
    ['error flux.componentsExtra[0]'],
  ],
  [
    'FX-COMP-DUPLICATE',
    { flux: { version: 'v2.9.2', componentsExtra: ['helm-controller'] } },
    ['error flux.componentsExtra[0]'],
  ],
  [
    'FX-COMP-MINVERSION',
    { flux: { version: 'v2.6.4', componentsExtra: ['source-watcher'] } },
    ['error flux.componentsExtra[0]'],
  ],
  [
    'FX-OCI-MINVERSION',
    { flux: { version: 'v2.5.1' }, ...source(oci({ tag: 'a' })) },
    ['error source.template.apiVersion'],
  ],
  ['FX-REGISTRY-EMPTY', { flux: { version: 'v2.9.2', registry: '' } }, ['error flux.registry']],
  [
    'FX-REGISTRY-SLASH',
    { flux: { version: 'v2.9.2', registry: 'ghcr.io/fluxcd/' } },
    ['error flux.registry', 'FX-AIRGAP warning flux.registry'],
  ],
  ['FX-NS-EMPTY', { flux: { version: 'v2.9.2', namespace: '' } }, ['error flux.namespace']],
  [
    'FX-SECRET-NS',
    {
      ...source(template({}, { metadata: { namespace: 'apps' } }), { secretResourceName: 'git' }),
      ...kustomization({}, { metadata: { namespace: 'apps' } }),
    },
    ['error source.template.metadata.namespace'],
  ],
  [
    'FX-SECRET-COLLISION',
    {
      additionalSecretResources: [
        { name: 'ca', targetName: 'x' },
        { name: 'git', targetName: 'x' },
      ],
    },
    ['error additionalSecretResources[1]'],
  ],
  [
    'FX-SRCREF-MISMATCH',
    kustomization({ sourceRef: { kind: 'GitRepository', name: 'other' } }),
    [`error ${at.ks}.spec.sourceRef`],
  ],
  [
    'FX-CROSS-NS',
    kustomization({}, { metadata: { namespace: 'apps' } }),
    [`warning ${at.ks}.spec.sourceRef.namespace`],
  ],
  ['FX-GIT-URL', source(template({ url: 'git.example.org/fleet' })), [`error ${at.spec}.url`]],
  ['FX-GIT-SSH-SECRET', source(template({ url: 'ssh://git@git.example.org/fleet' })), [`error ${at.spec}.secretRef`]],
  ['FX-GIT-REF-PRECEDENCE', source(template({ ref: { branch: 'main', commit: 'abc' } })), [`warning ${at.spec}.ref`]],
  ['FX-OCI-DIGEST-FORMAT', source(oci({ digest: 'sha256:12' })), [`error ${at.spec}.ref.digest`]],
  [
    'FX-OCI-FIELD',
    source(oci({ tag: 'a', branch: 'main' })),
    [`warning ${at.spec}.ref.branch`, `FX-UNKNOWN-FIELD error ${at.spec}.ref.branch`],
  ],
  ['FX-PRUNE-IMPLICIT', { kustomization: { template: { spec: { path: 'a' } } } }, [`notice ${at.ks}.spec.prune`]],
  ['FX-KS-TIMEOUT', kustomization({ wait: true }), [`warning ${at.ks}.spec.timeout`]],
  ['FX-SUSPENDED', source(template({ suspend: true })), [`error ${at.spec}.suspend`]],
  ['FX-UNKNOWN-FIELD', source(template({ colour: 'red' })), [`error ${at.spec}.colour`]],
  ['FX-DURATION-UNIT', source(template({ timeout: '1h' })), [`error ${at.spec}.timeout`]],
  ['FX-DURATION-FORMAT', source(template({ interval: '-1m' })), [`error ${at.spec}.interval`]],
  ['FX-AIRGAP', { flux: { version: 'v2.9.2', registry: 'registry.example.org/flux' } }, ['warning flux.registry']],
];

describe('the rules of FluxConfig', () => {
  it('say nothing about a configuration that is sound', () => {
    expect(judged({})).toEqual([]);
    expect(judged(source(oci({ digest: `sha256:${'0'.repeat(64)}` })))).toEqual([]);
  });

  it.each(mistakes)('%s', (rule, mistake, found) => {
    expect(judged(mistake)).toEqual(found.map(line => (line.startsWith('FX-') ? line : `${rule} ${line}`)));
  });

  it('are all shown here, but for those about the content of a Secret', () => {
    const ids = Object.values({ ...upstreamRules, ...lintRules }).map(({ id }) => id);
    const elsewhere = ['FX-SECRET-KEYS', 'FX-KNOWN-HOSTS'];
    expect([...mistakes.map(([rule]) => rule), ...elsewhere].sort()).toEqual(ids.sort());
  });
});
