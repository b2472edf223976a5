import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../../lib/core/loose';
import { defaultShoot } from '../../../../lib/gardener/shoot/defaults/shoot';
import { storedShoot } from '../../../../lib/gardener/shoot/defaults/stored';
import { shootWith, worker } from '../shoots';

const defaulted = (...parameters: Parameters<typeof shootWith>): Loose<Shoot> => {
  const shoot: unknown = shootWith(...parameters);
  return defaultShoot(shoot as Loose<Shoot>);
};

describe('the defaults of a Shoot', () => {
  test('leave the maintenance window open, which the server draws by lot', () => {
    expect(defaulted().spec?.maintenance).toEqual({
      autoUpdate: { kubernetesVersion: true, machineImageVersion: true },
    });
  });

  test.each([
    [110, 24],
    [128, 24],
    [129, 23],
    [64, 25],
    [500, 22],
  ])('give %i pods a node mask of %i', (maxPods, nodeCIDRMaskSize) => {
    const kubernetes = { version: '1.34.2', kubelet: { maxPods } };
    expect(defaulted({ kubernetes }).spec?.kubernetes?.kubeControllerManager).toEqual({
      nodeCIDRMaskSize,
      nodeMonitorGracePeriod: '40s',
    });
  });

  test('use the pool with most pods for the node mask', () => {
    const workers = [worker({ kubernetes: { kubelet: { maxPods: 250 } } })];
    const { spec } = defaulted({ provider: { type: 'openstack', workers } });
    expect(spec?.kubernetes?.kubeControllerManager?.nodeCIDRMaskSize).toBe(23);
  });

  test('limit swap when it is used', () => {
    const kubelet = { failSwapOn: false, featureGates: { NodeSwap: true } };
    const { spec } = defaulted({ kubernetes: { version: '1.34.2', kubelet } });
    expect(spec?.kubernetes?.kubelet?.memorySwap).toEqual({ swapBehavior: 'LimitedSwap' });
  });

  test('bring old and new names together, as far as the Kubernetes version has them', () => {
    const old = { kubernetes: { version: '1.32.1' }, cloudProfile: undefined, cloudProfileName: 'eu01' };
    expect(defaulted(old).spec).toMatchObject({
      cloudProfile: { kind: 'CloudProfile', name: 'eu01' },
      cloudProfileName: 'eu01',
    });
    const both = { kubernetes: { version: '1.33.1' }, cloudProfile: { name: 'eu01' }, cloudProfileName: 'other' };
    expect(defaulted(both).spec).toMatchObject({ cloudProfileName: 'eu01' });
    const namespaced = { ...both, cloudProfile: { kind: 'NamespacedCloudProfile', name: 'a' } };
    expect(defaulted(namespaced).spec).not.toHaveProperty('cloudProfileName');
    const dns = { providers: [{ type: 'a', secretName: 'b' }] };
    expect(defaulted({ dns }).spec?.dns?.providers?.[0]?.credentialsRef).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      name: 'b',
    });
    const modern = { dns, kubernetes: { version: '1.35.0' } };
    expect(defaulted(modern).spec?.dns?.providers?.[0]).toEqual({ type: 'a', secretName: 'b' });
  });

  test('tolerate protected seeds in the garden namespace only', () => {
    expect(defaulted({}, { namespace: 'garden' }).spec?.tolerations).toEqual([
      { key: 'seed.gardener.cloud/protected' },
    ]);
    expect(defaulted().spec?.tolerations).toBeUndefined();
  });

  test('share what they do not change', () => {
    const shoot: unknown = shootWith({ extensions: [{ type: 'a' }] });
    const { spec } = shoot as Loose<Shoot>;
    expect(defaultShoot(shoot as Loose<Shoot>).spec?.extensions).toBe(spec?.extensions);
  });
});

describe('a stored Shoot', () => {
  test('has labels for its seeds and none that the user wrote', () => {
    const labels = { 'name.seed.gardener.cloud/mine': 'true', 'shoot.gardener.cloud/self-hosted': 'true', team: 'a' };
    expect(storedShoot(defaulted({ seedName: 'soil' }, { labels })).metadata?.labels).toEqual({
      team: 'a',
      'name.seed.gardener.cloud/soil': 'true',
    });
  });

  test('has amounts and durations in one form, and no field that means nothing any more', () => {
    const kubernetes = {
      version: '1.32.1',
      kubelet: { kubeReserved: { memory: '1024Mi' } },
      clusterAutoscaler: { scanInterval: '90s', maxEmptyBulkDelete: 5 },
      kubeAPIServer: { enableAnonymousAuthentication: false },
    };
    const stored = storedShoot(defaulted({ kubernetes, addons: { kubernetesDashboard: { enabled: false } } })).spec;
    expect(stored?.kubernetes?.kubelet?.kubeReserved).toEqual({ memory: '1Gi' });
    expect(stored?.kubernetes?.clusterAutoscaler).toMatchObject({ scanInterval: '1m30s', maxScaleDownParallelism: 5 });
    expect(stored?.kubernetes?.clusterAutoscaler).not.toHaveProperty('maxEmptyBulkDelete');
    expect(stored?.kubernetes?.kubeAPIServer).not.toHaveProperty('enableAnonymousAuthentication');
    expect(stored).not.toHaveProperty('addons');
  });
});
