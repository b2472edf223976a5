import type { KubernetesObject } from '../../../../lib/core/object';
import { shootCheck } from '../../../../lib/gardener/shoot/check';
import { Report } from '../../../../lib/rules/report';
import { shootWith, worker } from '../shoots';
import { admit, binding, entryOf, profile, project, seed, viewOf } from './world';

type Fields = Readonly<Record<string, unknown>>;

const namespace = 'garden-meadow';

function quota(metrics: Fields, more: Fields = {}): KubernetesObject {
  const scope = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project' };
  const spec = { scope, metrics, ...more };
  return { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Quota', metadata: { name: 'trial', namespace }, spec };
}

const bound = { ...binding, quotas: [{ name: 'trial' }] };
const volume = { type: 'perf1', size: '50Gi' };

function shoot(pool: Fields = {}, metadata: Fields = {}, spec: Fields = {}): KubernetesObject {
  return shootWith(
    { provider: { type: 'openstack', workers: [worker({ maximum: 2, volume, ...pool })] }, ...spec },
    metadata,
  );
}

const world = (...more: KubernetesObject[]): KubernetesObject[] => [profile(), seed(), project, bound, ...more];

describe('a quota', () => {
  test('counts every pool at its maximum', () => {
    expect(
      admit(shoot(), world(quota({ cpu: '8', memory: '32Gi', gpu: '0', 'storage.premium': '100Gi' }))),
    ).toMatchObject({ errors: [], messages: [] });
    expect(
      admit(shoot({ maximum: 3 }), world(quota({ cpu: '8', memory: '40Gi', 'storage.premium': '150Gi' }))),
    ).toMatchObject({
      errors: ['forbidden spec.provider.workers'],
      messages: [
        'all Shoots of Quota garden-meadow/trial would take 12 of 8 cpu, 48Gi of 40Gi memory at their maximum',
      ],
    });
  });

  test('counts a load balancer for the API server and one for the nginx addon', () => {
    const nginx = shoot({}, {}, { addons: { nginxIngress: { enabled: true } } });
    const limited = world(quota({ loadbalancer: '1' }));
    expect(admit(shoot(), limited).errors).toEqual([]);
    expect(admit(nginx, limited).messages).toEqual([
      'all Shoots of Quota garden-meadow/trial would take 2 of 1 loadbalancer at their maximum',
    ]);
  });

  test('counts the other Shoots of the project, but not the stored form of the Shoot itself', () => {
    const limited = world(quota({ cpu: '16' }));
    const others = [shoot({}, { name: 'other' }), shoot({ maximum: 9 })];
    expect(admit(shoot(), [...limited, ...others]).errors).toEqual([]);
    expect(admit(shoot({ maximum: 3 }), [...limited, ...others]).messages).toEqual([
      'all Shoots of Quota garden-meadow/trial would take 20 of 16 cpu at their maximum',
    ]);
  });

  test('of credentials counts the Shoots of all projects whose bindings name it', () => {
    const far = {
      ...bound,
      metadata: { name: 'far', namespace: 'garden-far' },
      quotas: [{ name: 'trial', namespace }],
    };
    const abroad = shoot({}, { name: 'abroad', namespace: 'garden-far' }, { credentialsBindingName: 'far' });
    const objects = (kind: string) => world(quota({ cpu: '8' }, { scope: { apiVersion: 'v1', kind } }), far, abroad);
    expect(admit(shoot(), objects('Secret')).messages).toEqual([
      'all Shoots of Quota garden-meadow/trial would take 16 of 8 cpu at their maximum',
    ]);
    expect(admit(shoot(), objects('Project')).errors).toEqual([]);
  });

  test('takes the size and the class of the volume from the machine type that brings one', () => {
    const machineTypes = [
      {
        name: 'm1.4',
        cpu: '4',
        gpu: '0',
        memory: '16Gi',
        storage: { class: 'standard', type: 'default', size: '20Gi' },
      },
    ];
    const [, ...rest] = world(quota({ 'storage.standard': '30Gi', 'storage.premium': '0' }));
    expect(admit(shoot({ volume: undefined }), [profile({ machineTypes }), ...rest]).messages).toEqual([
      'all Shoots of Quota garden-meadow/trial would take 40Gi of 30Gi storage.standard at their maximum',
    ]);
  });

  test('needs a volume that it can count', () => {
    expect(admit(shoot({ volume: undefined }), world(quota({ cpu: '100' }))).errors).toEqual([
      'internal spec.provider.workers[0].volume',
    ]);
    expect(admit(shoot({ volume: undefined }), [profile(), seed(), project, binding]).errors).toEqual([]);
  });

  test('is asked on an update that may take more, only', () => {
    const tight = world(quota({ cpu: '1' }));
    const old = shoot();
    const labeled = shoot({ labels: { a: 'b' }, minimum: 2 });
    expect(admit(labeled, tight, old).errors).toEqual([]);
    expect(admit(shoot({ maximum: 1 }), tight, old).errors).toEqual(['forbidden spec.provider.workers']);
    expect(admit(shoot({ name: 'second' }), tight, old).errors).toContain('forbidden spec.provider.workers');
    const nginx = shoot({}, {}, { addons: { nginxIngress: { enabled: true } } });
    expect(admit(nginx, tight, old).errors).toEqual(['forbidden spec.provider.workers']);
    expect(admit(nginx, tight, nginx).errors).toEqual([]);
  });

  test('limits by how much the life of a Shoot is extended', () => {
    const key = 'shoot.gardener.cloud/expiration-timestamp';
    const objects = world(quota({}, { clusterLifetimeDays: 2 }));
    const until = (time: string) => admit(shoot({}, { annotations: { [key]: time } }), objects, shoot());
    expect(until('2026-06-03T00:00:00Z').errors).toEqual([]);
    expect(until('2026-06-03T00:00:01Z')).toMatchObject({
      errors: [`forbidden metadata.annotations[${key}]`],
      messages: ['the quota allows to extend the Shoot by 2 days, counted from now'],
    });
    expect(until('in a week').errors).toEqual([`internal metadata.annotations[${key}]`]);
    const kept = shoot({}, { annotations: { [key]: '2030-01-01T00:00:00Z' } });
    expect(admit(kept, objects, kept).errors).toEqual([]);
  });

  test('that is exceeded in a tree is a warning: the Shoots may exist, only more of them are refused', () => {
    const check = (objects: readonly KubernetesObject[], complete: boolean): readonly string[] => {
      const report = new Report();
      shootCheck.object?.(entryOf(shoot()), report, viewOf([...objects, shoot()], complete));
      return report.findings.map(({ severity, message }) => `${severity}: ${message}`);
    };
    expect(check(world(quota({ cpu: '4' })), true)).toEqual([
      'warning: all Shoots of Quota garden-meadow/trial would take 8 of 4 cpu at their maximum',
    ]);
    expect(check(world(), false)).toEqual(['notice: not checked: Quota garden-meadow/trial is not here']);
    expect(check(world(), true)).toEqual([]);
  });
});
