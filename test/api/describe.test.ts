import { describePath, findKinds, pluralOf, suggestField, suggestKind } from '../../lib/api/describe';
import { builtinRegistry, type KindInfo } from '../../lib/api/registry';

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

  test('a wrong path has no description, and its last name a suggestion', () => {
    expect(describePath(kind('Seed'), 'spec.taint')).toBeUndefined();
    expect(suggestField(kind('Seed'), 'spec', 'taint')).toBe('taints');
  });
});
