import type { KubernetesObject } from '../../../../lib/core/object';
import { shootCheck } from '../../../../lib/gardener/shoot/check';
import { Report } from '../../../../lib/rules/report';
import { shootWith, shootWithWorkers, worker } from '../shoots';
import { admit, binding, entryOf, garden, profile, project, seed, viewOf } from './world';

const placed = (fields: object = {}): KubernetesObject => shootWith({ seedName: 'soil-1', ...fields });

function onSeed(
  spec: Record<string, unknown>,
  shoot = placed(),
  metadata: Record<string, unknown> = {},
): readonly string[] {
  return admit(shoot, [profile(), seed(spec, metadata), project, binding]).errors;
}

describe('a Shoot gets a seed', () => {
  test('whose taints it tolerates', () => {
    expect(onSeed({ taints: [{ key: 'busy' }] })).toEqual(['forbidden spec.seedName']);
    expect(onSeed({ taints: [{ key: 'quiet' }] })).toEqual([]);
  });

  test('that is not being deleted, and not full', () => {
    expect(onSeed({}, placed(), { deletionTimestamp: '2026-05-01T00:00:00Z' })).toEqual(['forbidden spec.seedName']);
    const full = { ...seed(), status: { allocatable: { shoots: '1' } } };
    const other = placed();
    const objects = [profile(), full, project, binding, { ...other, metadata: { name: 'a', namespace: 'garden-b' } }];
    expect(admit(placed(), objects).errors).toEqual(['forbidden spec.seedName']);
  });

  test('that its CloudProfile allows', () => {
    const choosy = (seedSelector: object) =>
      admit(placed(), [profile({ seedSelector }), seed(), project, binding]).errors;
    expect(choosy({ providerTypes: ['*'] })).toEqual([]);
    expect(choosy({ providerTypes: ['aws'] })).toEqual(['forbidden spec.seedName']);
    expect(choosy({ matchLabels: { a: 'b' } })).toEqual(['forbidden spec.seedName']);
  });

  test('with three zones when its control plane survives the failure of one', () => {
    const shoot = placed({ controlPlane: { highAvailability: { failureTolerance: { type: 'zone' } } } });
    expect(onSeed({}, shoot)).toEqual(['forbidden spec.seedName']);
    expect(onSeed({ provider: { type: 'openstack', zones: ['a', 'b', 'c'] } }, shoot)).toEqual([]);
  });

  test('whose labels are those that the API server gives it', () => {
    const kept = (seedSelector: object, spec: Record<string, unknown> = {}) => onSeed(spec, placed({ seedSelector }));
    const matchLabels = {
      'seed.gardener.cloud/provider': 'openstack',
      'seed.gardener.cloud/region': 'eu01',
      'name.seed.gardener.cloud/soil-1': 'true',
      'provider.extensions.gardener.cloud/openstack': 'true',
      // extensions that are enabled everywhere are registered elsewhere
      'extensions.extensions.gardener.cloud/acl': 'true',
    };
    expect(kept({ matchLabels })).toEqual([]);
    expect(kept({ matchLabels: { 'name.seed.gardener.cloud/soil-2': 'true' } })).toEqual(['invalid spec.seedSelector']);
    expect(kept({ matchLabels: { 'provider.extensions.gardener.cloud/aws': 'true' } })).toEqual([
      'invalid spec.seedSelector',
    ]);
    const backup = { provider: { type: 'openstack', region: 'eu01' }, backup: { provider: 'aws' } };
    expect(kept({ matchLabels: { 'provider.extensions.gardener.cloud/aws': 'true' } }, backup)).toEqual([]);
    const labels = { 'provider.extensions.gardener.cloud/aws': 'true', 'name.seed.gardener.cloud/old': 'true' };
    expect(onSeed({}, placed({ seedSelector: { matchLabels: labels } }), { labels })).toEqual([
      'invalid spec.seedSelector',
    ]);
  });

  test('and keeps it', () => {
    expect(admit(shootWith(), garden, placed()).errors).toEqual(['forbidden spec.seedName']);
    const selected = placed({ seedSelector: { matchLabels: { a: 'b' } } });
    expect(admit(selected, garden, placed()).errors).toContain('invalid spec.seedSelector');
  });
});

describe('networks', () => {
  test('are needed where the seed has no default, and apart from each other', () => {
    expect(onSeed({ networks: {} })).toEqual(['required spec.networking.pods', 'required spec.networking.services']);
    expect(admit(placed({ networking: { type: 'calico', pods: '100.80.0.0/12' } })).errors).toEqual([
      'invalid spec.networking.services',
    ]);
  });

  test('leave reserved ranges alone', () => {
    expect(admit(placed({ networking: { type: 'calico', pods: '244.0.0.0/16' } })).errors).toEqual([
      'invalid spec.networking.pods',
    ]);
  });
});

describe('a Shoot in its project', () => {
  test('has a short name', () => {
    expect(admit(shootWith({}, { name: 'exactly-15-long' })).errors).toEqual([]);
    expect(admit(shootWith({}, { name: 'sixteen-long-one' })).errors).toEqual(['invalid metadata.name']);
    const generated = shootWith({}, { name: undefined, generateName: 'eleven-long' });
    expect(admit(generated).errors).toEqual(['invalid metadata.generateName']);
  });

  test('tolerates what the project allows', () => {
    expect(admit(shootWith({ tolerations: [{ key: 'x' }] })).errors).toEqual(['forbidden spec.tolerations[0]']);
    const old = shootWith({ tolerations: [{ key: 'x' }] });
    expect(admit({ ...old, metadata: { ...old.metadata, labels: { a: 'b' } } }, garden, old).errors).toEqual([]);
  });

  test('has a domain of its own', () => {
    const other = shootWith({ dns: { domain: 'b.example.com' } }, { name: 'other' });
    const named = (domain: string) => admit(shootWith({ dns: { domain } }), [...garden, other]);
    expect(named('c.example.com').errors).toEqual([]);
    expect(named('ab.example.com').errors).toEqual([]);
    expect(named('b.example.com').errors).toEqual(['duplicate spec.dns.domain']);
    expect(named('a.b.example.com').errors).toEqual(['forbidden spec.dns.domain']);
    expect(named('example.com').errors).toEqual(['forbidden spec.dns.domain']);
    expect(named('b.example.com').messages).toEqual(['Shoot garden-meadow/other has this domain']);
  });

  test('has its place below a default domain', () => {
    expect(admit(placed({ dns: { domain: 'mine.apps.example.org' } })).errors).toEqual(['invalid spec.dns.domain']);
  });
});

describe('Secrets', () => {
  test('of admission plugins are resources of the Shoot, and hold a kubeconfig', () => {
    const admissionPlugins = [{ name: 'ImagePolicyWebhook', kubeconfigSecretName: 'hook' }];
    const kubernetes = { version: '1.34.2', kubeAPIServer: { admissionPlugins } };
    const resources = [{ name: 'hook', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'hook' } }];
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'hook', namespace: 'garden-meadow' } };
    const errors = (shoot: KubernetesObject, ...more: KubernetesObject[]) => admit(shoot, [...garden, ...more]).errors;
    const path = 'spec.kubernetes.kubeAPIServer.admissionPlugins[0].kubeconfigSecretName';
    expect(errors(shootWith({ kubernetes }))).toEqual([`invalid ${path}`]);
    expect(errors(shootWith({ kubernetes, resources }))).toEqual([`internal ${path}`]);
    expect(errors(shootWith({ kubernetes, resources }), secret)).toEqual([`invalid ${path}`]);
    expect(errors(shootWith({ kubernetes, resources }), { ...secret, stringData: { kubeconfig: 'x' } })).toEqual([]);
  });

  test('say whether the garden manages issuers', () => {
    const annotations = { 'authentication.gardener.cloud/issuer': 'managed' };
    const path = 'metadata.annotations[authentication.gardener.cloud/issuer]';
    const issuer = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'i', namespace: 'garden', labels: { 'gardener.cloud/role': 'shoot-service-account-issuer' } },
    };
    expect(admit(shootWith({}, { annotations })).errors).toEqual([`forbidden ${path}`]);
    expect(admit(shootWith({}, { annotations }), [...garden, issuer]).errors).toEqual([]);
    expect(admit(shootWith(), [...garden, issuer], shootWith({}, { annotations })).errors).toEqual([
      `forbidden ${path}`,
    ]);
  });
});

describe('a tree', () => {
  const check = (
    shoot: KubernetesObject,
    objects: readonly KubernetesObject[],
    complete = false,
  ): readonly string[] => {
    const report = new Report();
    shootCheck.object?.(entryOf(shoot), report, viewOf([...objects, shoot], complete));
    return report.findings.map(({ severity, message }) => `${severity}: ${message}`);
  };

  test('without what a Shoot refers to says so once', () => {
    expect(check(placed(), [project, binding])).toEqual([
      'notice: not checked: CloudProfile eu01 is not here',
      'notice: not checked: Seed soil-1 is not here',
    ]);
    expect(check(placed(), [project, binding], true)).toEqual([
      'error: CloudProfile eu01 does not exist',
      'error: Seed soil-1 does not exist',
    ]);
  });

  test('with other objects of the kind would hold it, too', () => {
    expect(check(shootWith({ cloudProfile: { name: 'eu02' } }), garden)).toEqual([
      'error: CloudProfile eu02 does not exist',
    ]);
  });

  test('with projects has all of them but perhaps that of the operators', () => {
    const elsewhere = (namespace: string) => check(shootWith({}, { namespace }), [profile(), project]);
    expect(elsewhere('garden-other')).toContain('error: Project of namespace garden-other does not exist');
    expect(elsewhere('garden')).toContain('notice: not checked: Project of namespace garden is not here');
  });

  test('describes seeds by gardenlets', () => {
    const gardenlet = {
      apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
      kind: 'Gardenlet',
      metadata: { name: 'soil-1', namespace: 'garden' },
      spec: { config: { seedConfig: { spec: { taints: [{ key: 'busy' }], networks: {} } } } },
    };
    const managed = { ...gardenlet, kind: 'ManagedSeed' };
    expect(check(placed(), [profile(), project, binding, gardenlet], true)).toEqual([
      'error: the seed has a taint that the Shoot does not tolerate',
    ]);
    expect(check(placed(), [profile(), project, binding, managed], true)).toEqual([]);
  });

  test('does not tell whether a Shoot is new: what only a new one is refused is a warning', () => {
    expect(check(shootWith({ kubernetes: { version: '1.33.5' } }), garden)).toEqual([
      'warning: this version of Kubernetes is expired or not available yet, and nothing new gets it',
    ]);
  });

  test('may leave open what admission completes, and the namespace', () => {
    const shoot = shootWithWorkers(worker({ machine: { type: 'm1.4' } }));
    const open = { ...shoot, metadata: { name: 'open' }, spec: { ...(shoot['spec'] as object), kubernetes: {} } };
    expect(check(open, [])).toEqual(['notice: not checked: CloudProfile eu01 is not here']);
    expect(check(open, garden)).toEqual([]);
  });
});
