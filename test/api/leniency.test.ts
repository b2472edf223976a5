import { validateObject } from '../../lib/api/validate';

const apiVersion = 'core.gardener.cloud/v1beta1';
const judged = (kind: string, spec: object): string[] =>
  validateObject({ apiVersion, kind, metadata: { name: 'a', namespace: 'garden-a' }, spec })
    .filter(({ rule }) => rule === 'SCHEMA-VALUE' || rule === 'SCHEMA-REQUIRED')
    .map(({ severity, path }) => `${severity} ${path}`);

describe('what a schema refuses and the API server of Gardener accepts is a warning', () => {
  test.each([
    ['', 'warning spec.cloudProfile.kind'],
    ['Profile', 'error spec.cloudProfile.kind'],
  ])('%j as the kind of a profile', (kind, expected) => {
    expect(judged('Shoot', { cloudProfile: { kind, name: 'eu01' } })).toContain(expected);
  });

  test('an access restriction of a Shoot without a name', () => {
    expect(judged('Shoot', { accessRestrictions: [{ options: {} }] })).toContain(
      'warning spec.accessRestrictions[0].name',
    );
  });

  test.each(['CloudProfile', 'NamespacedCloudProfile'])('an empty architecture of a machine type of a %s', kind => {
    const type = (architecture: string): object => ({ machineTypes: [{ name: 'm1', architecture }] });
    expect(judged(kind, type(''))).toContain('warning spec.machineTypes[0].architecture');
    expect(judged(kind, type('mips'))).toContain('error spec.machineTypes[0].architecture');
  });
});
