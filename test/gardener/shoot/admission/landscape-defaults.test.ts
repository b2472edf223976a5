import type { Shoot, ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../../lib/core/loose';
import type { KubernetesObject } from '../../../../lib/core/object';
import { serverPlugins } from '../../../../lib/gardener/garden/server-plugins';
import { fillLandscapeDefaults } from '../../../../lib/gardener/shoot/admission/landscape-defaults';
import { shootCheck } from '../../../../lib/gardener/shoot/check';
import { Report } from '../../../../lib/rules/report';
import { shootWith } from '../shoots';
import { admit, binding, entryOf, garden, profile, project, seed, viewOf } from './world';

type Fields = Readonly<Record<string, unknown>>;

function gardenWith(...admissionPlugins: Fields[]): KubernetesObject {
  return {
    apiVersion: 'operator.gardener.cloud/v1alpha1',
    kind: 'Garden',
    metadata: { name: 'meadow' },
    spec: { virtualCluster: { gardener: { gardenerAPIServer: { admissionPlugins } } } },
  };
}

/** What the plugins of a landscape change in the spec of a Shoot. */
function filled(plugins: Fields[], spec: Fields = {}, metadata: Fields = {}): Loose<ShootSpec> {
  const machines = profile()['spec'] as { machineTypes: { name: string; cpu: string; memory: string }[] };
  const defaults = { plugins: serverPlugins(viewOf([gardenWith(...plugins)])), profile: machines };
  return fillLandscapeDefaults(shootWith(spec, metadata) as Loose<Shoot>, defaults).spec ?? {};
}

const static_ = { cpu: '80m', memory: '1Gi', pid: '20k' };
const bySize = { name: 'ShootResourceReservation', config: { useGKEFormula: true } };

describe('the plugins that run by default', () => {
  test('turn the vertical pod autoscaler on, and let kubelets keep something for themselves', () => {
    expect(filled([])).toEqual({
      ...(shootWith()['spec'] as Fields),
      kubernetes: { version: '1.34.2', verticalPodAutoscaler: { enabled: true }, kubelet: { kubeReserved: static_ } },
    });
  });

  test('leave alone what the Shoot says', () => {
    const kubernetes = {
      version: '1.34.2',
      verticalPodAutoscaler: { enabled: false },
      kubelet: { maxPods: 50, kubeReserved: { cpu: '1' } },
    };
    expect(filled([], { kubernetes }).kubernetes).toEqual({
      ...kubernetes,
      kubelet: { maxPods: 50, kubeReserved: { ...static_, cpu: '1' } },
    });
  });

  test('do not touch a Shoot without workers', () => {
    const provider = { type: 'openstack' };
    const plugins = [{ name: 'ShootNodeLocalDNSEnabledByDefault' }, bySize];
    expect(filled(plugins, { provider })).toEqual({ ...(shootWith()['spec'] as Fields), provider });
  });

  test('can be turned off by the Garden', () => {
    const off = ['ShootVPAEnabledByDefault', 'ShootResourceReservation'].map(name => ({ name, disabled: true }));
    expect(filled(off)).toEqual(shootWith()['spec']);
  });
});

describe('the plugins that a Garden turns on', () => {
  test('let nodes cache DNS', () => {
    const plugins = [{ name: 'ShootNodeLocalDNSEnabledByDefault' }];
    expect(filled(plugins).systemComponents).toEqual({ nodeLocalDNS: { enabled: true } });
    const systemComponents = { nodeLocalDNS: { enabled: false }, coreDNS: {} };
    expect(filled(plugins, { systemComponents }).systemComponents).toEqual(systemComponents);
  });

  test('add suffixes of names that are not looked up in the cluster', () => {
    const plugins = [{ name: 'ShootDNSRewriting', config: { commonSuffixes: ['.example.org'] } }];
    expect(filled(plugins).systemComponents).toEqual({ coreDNS: { rewriting: { commonSuffixes: ['.example.org'] } } });
    const systemComponents = { coreDNS: { rewriting: { commonSuffixes: ['.example.com'] } } };
    expect(filled(plugins, { systemComponents }).systemComponents).toEqual({
      coreDNS: { rewriting: { commonSuffixes: ['.example.com', '.example.org'] } },
    });
    expect(filled([{ name: 'ShootDNSRewriting' }]).systemComponents).toBeUndefined();
  });

  test('reserve by the size of machines, unless the Shoot says how much', () => {
    expect(filled([bySize])).toMatchObject({
      kubernetes: { version: '1.34.2' },
      provider: {
        workers: [{ kubernetes: { kubelet: { kubeReserved: { cpu: '80m', memory: '2791728742', pid: '20k' } } } }],
      },
    });
    expect(filled([bySize]).kubernetes?.kubelet).toBeUndefined();
    const kubernetes = { version: '1.34.2', kubelet: { kubeReserved: { cpu: '1' } } };
    expect(filled([bySize], { kubernetes }).kubernetes?.kubelet).toEqual({ kubeReserved: { ...static_, cpu: '1' } });
  });

  test('reserve by size for the Shoots that the landscape selects', () => {
    const selector = { matchLabels: { precise: 'true' } };
    const some = [{ name: 'ShootResourceReservation', config: { useGKEFormula: true, selector } }];
    expect(filled(some).kubernetes?.kubelet).toEqual({ kubeReserved: static_ });
    expect(filled(some, {}, { labels: { precise: 'true' } }).kubernetes?.kubelet).toBeUndefined();
  });
});

describe('tolerations of a landscape', () => {
  const config = { defaults: [{ key: 'calm' }], whitelist: [{ key: 'calm' }, { key: 'loud', value: 'very' }] };
  const landscape = gardenWith({ name: 'ShootTolerationRestriction', config });
  const tolerant = (...tolerations: Fields[]) => admit(shootWith({ tolerations }), [...garden, landscape]);

  test('are given to new Shoots and allowed to all', () => {
    expect(tolerant({ key: 'loud', value: 'very' })).toMatchObject({
      errors: [],
      shoot: { spec: { tolerations: [{ key: 'loud', value: 'very' }, { key: 'calm' }, { key: 'quiet' }] } },
    });
    expect(tolerant({ key: 'loud' }).errors).toEqual(['forbidden spec.tolerations[0]']);
  });

  test('are given before the taints of the seed are looked at', () => {
    const tainted = seed({ taints: [{ key: 'calm' }] });
    const onSeed = shootWith({ seedName: 'soil-1' });
    expect(admit(onSeed, [profile(), project, binding, tainted, landscape]).errors).toEqual([]);
    expect(admit(onSeed, [profile(), project, binding, tainted]).errors).toEqual(['forbidden spec.seedName']);
  });

  describe('in a part of a tree', () => {
    const tainted = seed({ taints: [{ key: 'calm' }] });
    const taints = (written: Fields, ...more: KubernetesObject[]): readonly string[] => {
      const report = new Report();
      const view = viewOf([profile(), binding, tainted, ...more], false);
      shootCheck.object?.(entryOf(shootWith({ seedName: 'soil-1', ...written })), report, view);
      return report.findings.filter(({ path }) => path === 'spec.seedName').map(({ rule }) => rule);
    };

    test('the taints of a seed are not judged without the Garden', () => {
      expect(taints({}, project)).toEqual(['SHOOT-SEED-TAINT-UNCHECKED']);
      expect(taints({}, project, gardenWith())).toEqual(['SHOOT-SEED-TAINT']);
      expect(taints({}, project, landscape)).toEqual([]);
    });

    test('nor without the project or the ExposureClass, of which it was said already that they are not here', () => {
      expect(taints({}, gardenWith())).toEqual([]);
      expect(taints({ exposureClassName: 'open' }, project, gardenWith())).toEqual([]);
    });

    test('where no plugin gives tolerations, only the ExposureClass counts', () => {
      const off = gardenWith({ name: 'ShootTolerationRestriction', disabled: true });
      expect(taints({}, project, off)).toEqual(['SHOOT-SEED-TAINT']);
      expect(taints({ exposureClassName: 'open' }, project, off)).toEqual([]);
    });
  });

  test('are not known where the Garden is not here', () => {
    const shoot = shootWith({ tolerations: [{ key: 'loud' }] });
    const check = (...more: KubernetesObject[]): readonly string[] => {
      const report = new Report();
      shootCheck.object?.(entryOf(shoot), report, viewOf([profile(), project, binding, ...more], false));
      return report.findings.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
    };
    expect(check()).toEqual([
      'notice spec.tolerations[0]: not checked: Garden is not here, which may allow the toleration loud',
    ]);
    expect(check(gardenWith())).toEqual([
      'error spec.tolerations[0]: a toleration of a Shoot is on the whitelist of its project',
    ]);
  });
});
