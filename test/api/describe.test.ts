import { describePath, problemOfPath } from '../../lib/api/describe';
import { findKinds, pluralOf, preferredVersions, splitKindPath, suggestKind } from '../../lib/api/kind-name';
import { lookUp } from '../../lib/api/look-up';
import { printDescription } from '../../lib/api/print-description';
import { printKinds } from '../../lib/api/print-kinds';
import { builtinRegistry, type KindInfo } from '../../lib/api/registry';
import { describeRecord } from '../../lib/api/schema-record';

const registry = builtinRegistry();
const kind = (name: string): KindInfo => {
  const [found, ...others] = findKinds(name, registry);
  if (found === undefined || others.length > 0) throw new Error(`${name} means ${others.length + 1} kinds`);
  return found;
};

describe('findKinds', () => {
  test.each(['Shoot', 'shoot', 'shoots', 'core.gardener.cloud/Shoot', 'core.gardener.cloud/v1beta1/shoots'])(
    '%s is the shoot',
    name => {
      expect(findKinds(name, registry).map(info => `${info.apiVersion} ${info.kind}`)).toEqual([
        'core.gardener.cloud/v1beta1 Shoot',
      ]);
    },
  );

  test('a name that several groups use means all of them', () => {
    expect(
      findKinds('BackupBucket', registry)
        .map(({ apiVersion }) => apiVersion)
        .sort(),
    ).toEqual(['core.gardener.cloud/v1beta1', 'extensions.gardener.cloud/v1alpha1']);
  });

  test('a misspelled name has a suggestion', () => {
    expect([findKinds('Shot', registry), suggestKind('Shot', registry)]).toEqual([[], 'Shoot']);
  });

  test.each([
    ['ExposureClass', 'exposureclasses'],
    ['WorkloadIdentity', 'workloadidentities'],
    ['Garden', 'gardens'],
    ['Gateway', 'gateways'],
  ])('the plural of %s is %s', (name, plural) => {
    expect(pluralOf(findKinds(name, registry)[0] as KindInfo)).toBe(plural);
  });
});

describe('describePath', () => {
  test('lists fields with types, defaults, update rules and versions', () => {
    const description = describePath(kind('Shoot'), 'spec.provider.workers');
    expect(description).toMatchObject({ path: 'spec.provider.workers[]', type: '[]object' });
    const field = (name: string): unknown => description?.fields.find(entry => entry.name === name);
    expect(field('maxSurge')).toMatchObject({ type: 'integer or string', required: false, hasFields: false });
    expect(field('machine')).toMatchObject({ type: 'object', required: true, hasFields: true });
    expect(field('clusterAutoscaler')).toMatchObject({ availability: { since: 90 } });
    expect(field('labels')).toMatchObject({ type: 'map[string]string' });
  });

  test('tells a server default from one under conditions', () => {
    const fields = describePath(kind('Shoot'), 'spec.kubernetes.kubeAPIServer')?.fields ?? [];
    expect(fields.find(({ name }) => name === 'eventTTL')).toMatchObject({
      type: 'duration',
      default: { value: '1h0m0s', origin: 'server' },
    });
  });

  test('knows what a path had in earlier versions', () => {
    expect(describePath(kind('Seed'), 'spec.backup')?.removed).toEqual([{ name: 'secretRef', removedIn: 123 }]);
    expect(describePath(kind('CloudProfile'), 'spec.machineImages[0].versions')?.removed).toEqual([
      { name: 'capabilitySets', removedIn: 128 },
    ]);
  });

  test('says what a single value is', () => {
    expect(describePath(kind('Shoot'), 'spec.purpose')).toMatchObject({
      type: 'string',
      fields: [],
      field: {
        name: 'purpose',
        required: false,
        default: { value: 'evaluation' },
        allowed: ['development', 'evaluation', 'infrastructure', 'production', 'testing'],
      },
    });
  });

  test('names the configurations that a free-form field holds', () => {
    expect(describePath(kind('Shoot'), 'spec.networking.providerConfig')?.field?.holds).toEqual([
      'calico.networking.extensions.gardener.cloud/v1alpha1/NetworkConfig',
      'cilium.networking.extensions.gardener.cloud/v1alpha1/NetworkConfig',
    ]);
    expect(describePath(kind('Shoot'), 'spec.extensions.providerConfig')?.field?.holds).toEqual(
      expect.arrayContaining(['acl/spec/ExtensionSpec', 'flux.extensions.gardener.cloud/v1alpha1/FluxConfig']),
    );
  });

  test('the entries of a list that came later are not older than the list', () => {
    expect(describePath(kind('Seed'), 'spec.dns.defaults.domain')?.availability).toEqual({ since: 131 });
  });

  test('a wrong path has no description, but a suggestion', () => {
    expect(describePath(kind('Seed'), 'spec.taint')).toBeUndefined();
    expect(problemOfPath(kind('Seed'), 'spec.taint')).toMatchObject({ name: 'taint', meant: 'taints' });
    expect(problemOfPath(kind('Seed'), 'spec.taints')).toBeUndefined();
  });
});

describe('what a command line names', () => {
  test.each([
    ['Shoot', 'Shoot', ''],
    ['Shoot.spec.provider', 'Shoot', 'spec.provider'],
    ['core.gardener.cloud/v1beta1/Shoot', 'core.gardener.cloud/v1beta1/Shoot', ''],
    ['core.gardener.cloud/Shoot.spec', 'core.gardener.cloud/Shoot', 'spec'],
  ])('%s is a kind and a path', (text, name, path) => {
    expect(splitKindPath(text)).toEqual({ kind: name, path });
  });

  test('of several versions the stored one is meant, of several groups each', () => {
    const preferred = (name: string): string[] =>
      preferredVersions(findKinds(name, registry)).map(({ apiVersion }) => apiVersion);
    expect(preferred('ControllerDeployment')).toEqual(['core.gardener.cloud/v1']);
    expect(preferred('EnvoyFilter')).toEqual(['networking.istio.io/v1alpha3']);
    expect(preferred('BackupBucket').sort()).toEqual([
      'core.gardener.cloud/v1beta1',
      'extensions.gardener.cloud/v1alpha1',
    ]);
    expect(lookUp('core.gardener.cloud/v1beta1/ControllerDeployment', registry).kind.version).toBe('v1beta1');
  });

  test.each([
    ['Shot', 'no kind "Shot" is known: did you mean Shoot?'],
    [
      'core.gardener.cloud/Garden',
      'core.gardener.cloud has no kind "Garden": it is in operator.gardener.cloud/v1alpha1',
    ],
    ['Shoot.spec.provder', 'Shoot.spec has no field "provder": did you mean provider?'],
    ['Shoot.spec.workers', 'Shoot.spec has no field "workers": workers exists at spec.provider'],
    ['Shoot.spec.kubernetes.version.minor', 'Shoot.spec.kubernetes.version is of type string and has no field "minor"'],
    [
      'BackupBucket',
      'several groups have a kind "BackupBucket", choose one:\n' +
        '  core.gardener.cloud/v1beta1/BackupBucket\n  extensions.gardener.cloud/v1alpha1/BackupBucket',
    ],
  ])('%s is answered with what was meant', (text, message) => {
    expect(() => lookUp(text, registry)).toThrow(new Error(message));
  });

  test('a path decides between groups when only one of them has it', () => {
    expect(lookUp('Kustomization.spec.prune', registry).kind.group).toBe('kustomize.toolkit.fluxcd.io');
  });
});

describe('a description in a terminal', () => {
  const print = (text: string): string => printDescription(lookUp(text, registry), text);

  test('has fields in columns, and says how to read on', () => {
    expect(print('Seed.spec.dns')).toBe(`Seed  core.gardener.cloud/v1beta1, cluster-scoped
spec.dns  object
source: gardener/gardener:pkg/apis/core/v1beta1/types_seed.go@v1.150.0-dev

  defaults  []object  since Gardener 1.131
  internal  object    since Gardener 1.127
  provider  object

more: cdk8s-gardener schema Seed.spec.dns.defaults
`);
  });

  test('tells what earlier versions had', () => {
    expect(print('Seed.spec.backup')).toContain('  secretRef  until Gardener 1.122\n');
  });

  test('fits into 100 columns, but for long names', () => {
    const all = [...registry.all()].map(info => `${info.apiVersion}/${info.kind}`);
    const texts = [
      ...all,
      'Shoot.spec.provider.workers',
      'Shoot.spec.kubernetes.kubeAPIServer',
      'Garden.spec.virtualCluster',
    ];
    const wide = texts.flatMap(text =>
      print(text)
        .split('\n')
        .filter(line => line.length > 100 && !/^(?:source|more):|\S{50}/.test(line)),
    );
    expect(wide).toEqual([]);
  });

  test('lists kinds by group, in byte order', () => {
    const text = printKinds(registry.all());
    expect(text).toContain(
      '\noperator.gardener.cloud\n  Extension  v1alpha1  cluster-scoped\n  Garden     v1alpha1  cluster-scoped\n',
    );
    expect(text).toMatch(/^core \(no group\)\n/);
    expect(text.split('\n').filter(line => line.startsWith('  '))).toHaveLength(252);
  });
});

test('a description as JSON names the versions of Gardener as they are written', () => {
  const record = describeRecord(lookUp('Seed.spec.backup', registry)) as {
    readonly fields: { readonly name: string }[];
  };
  expect(record).toMatchObject({
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Seed',
    scope: 'Cluster',
    plural: 'seeds',
    path: 'spec.backup',
    type: 'object',
    removed: [{ name: 'secretRef', until: '1.122' }],
  });
  expect(record.fields.find(({ name }) => name === 'credentialsRef')).toEqual({
    name: 'credentialsRef',
    type: 'object',
    required: false,
    hasFields: true,
    since: '1.118',
  });
});
