import { shootWith, shootWithWorkers, worker } from '../shoots';
import { admit, binding, garden, profile, project, seed } from './world';

const spec = (fields: object, objects = garden) => admit(shootWith({ ...fields }), objects).shoot.spec;

describe('admission completes', () => {
  test('a Kubernetes version from its beginning, with the newest supported one', () => {
    expect(spec({ kubernetes: { version: '1.34' } })?.kubernetes?.version).toBe('1.34.2');
    expect(spec({ kubernetes: { version: '1' } })?.kubernetes?.version).toBe('1.34.2');
    expect(spec({ kubernetes: {} })?.kubernetes?.version).toBe('1.34.2');
    expect(admit(shootWith({ kubernetes: { version: '1.35' } })).errors).toEqual(['invalid spec.kubernetes.version']);
    expect(admit(shootWith({ kubernetes: { version: 'latest' } })).errors).toEqual(['invalid spec.kubernetes.version']);
  });

  test('the image of a pool for its machine type', () => {
    const { shoot } = admit(shootWithWorkers(worker({ machine: { type: 'a1.4' } })));
    expect(shoot.spec?.provider?.workers?.[0]?.machine).toEqual({
      type: 'a1.4',
      architecture: 'arm64',
      image: { name: 'gardenlinux', version: '1877.3.0' },
    });
  });

  test('no image that the profile does not have', () => {
    const ubuntu = worker({ machine: { type: 'm1.4', image: { name: 'ubuntu' } } });
    expect(admit(shootWithWorkers(ubuntu)).errors).toEqual(['invalid spec.provider.workers[0]']);
    const none = [profile({ machineImages: [] }), seed(), project, binding];
    expect(admit(shootWithWorkers(worker({ machine: { type: 'm1.4' } })), none).errors).toEqual([
      'invalid spec.provider.workers[0]',
    ]);
  });

  test('domain and networks once the Shoot has a seed', () => {
    expect(spec({})?.dns).toBeUndefined();
    const placed = spec({ seedName: 'soil-1' });
    expect(placed?.dns?.domain).toBe('crazy-botany.meadow.apps.example.org');
    expect(placed?.networking).toMatchObject({ pods: '100.64.0.0/13', services: '100.80.0.0/13' });
  });

  test('no domain for a Shoot that manages its DNS itself', () => {
    expect(spec({ seedName: 'soil-1', dns: { providers: [{ type: 'unmanaged' }] } })?.dns?.domain).toBeUndefined();
  });

  test('the first DNS provider as the primary one, for a domain of its own', () => {
    const dns = { domain: 'own.example.com', providers: [{ type: 'a' }, { type: 'b' }] };
    expect(spec({ seedName: 'soil-1', dns })?.dns?.providers?.[0]?.primary).toBe(true);
  });

  test('tolerations of the project, unless the Shoot has one of that key', () => {
    expect(spec({})?.tolerations).toEqual([{ key: 'quiet' }]);
    expect(spec({ tolerations: [{ key: 'quiet', value: '1' }] })?.tolerations).toEqual([{ key: 'quiet', value: '1' }]);
  });

  test('the rotation of the encryption key of a new Shoot', () => {
    expect(spec({})?.maintenance?.autoRotation?.credentials).toEqual({
      etcdEncryptionKey: { rotationPeriod: '672h0m0s' },
    });
  });

  test('what an ExposureClass brings along, which must not clash with the Shoot', () => {
    const scheduling = { seedSelector: { matchLabels: { net: 'open' } }, tolerations: [{ key: 'open' }] };
    const exposure = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'ExposureClass', scheduling };
    const objects = [...garden, { ...exposure, metadata: { name: 'internet' }, handler: 'x' }];
    const exposed = (fields: object) => admit(shootWith({ exposureClassName: 'internet', ...fields }), objects);
    expect(exposed({}).shoot.spec?.seedSelector).toEqual({ matchLabels: { net: 'open' } });
    expect(exposed({ seedSelector: { matchLabels: { net: 'shut' } } }).errors).toEqual([
      'forbidden spec.seedSelector.matchLabels[net]',
    ]);
    expect(exposed({ tolerations: [{ key: 'open' }] }).errors).toEqual(['forbidden spec.tolerations']);
  });

  test('an update with the image that the pool has', () => {
    const old = shootWithWorkers(
      worker({ machine: { type: 'm1.4', image: { name: 'gardenlinux', version: '1592.9.0' } } }),
    );
    const next = shootWithWorkers(worker({ machine: { type: 'm1.4', image: { name: 'gardenlinux' } } }));
    const { shoot, errors } = admit(next, garden, old);
    expect(shoot.spec?.provider?.workers?.[0]?.machine?.image).toMatchObject({ version: '1592.9.0' });
    expect(errors).toEqual([]);
  });
});
