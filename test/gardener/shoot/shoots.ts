import type { KubernetesObject } from '../../../lib/core/object';
import { shootValidation } from '../../../lib/gardener/shoot/shoot-validation';
import { Report } from '../../../lib/rules/report';

type Fields = Readonly<Record<string, unknown>>;

/** A small Shoot that Gardener accepts, with parts of its spec replaced. */
export function shootWith(spec: Fields = {}, metadata: Fields = {}, status?: Fields): KubernetesObject {
  return {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    metadata: { name: 'crazy-botany', namespace: 'garden-meadow', ...metadata },
    spec: {
      cloudProfile: { name: 'eu01' },
      credentialsBindingName: 'meadow-openstack',
      region: 'eu01',
      kubernetes: { version: '1.34.2' },
      networking: { type: 'calico' },
      provider: { type: 'openstack', workers: [worker()] },
      ...spec,
    },
    ...(status && { status }),
  };
}

/** A pool that Gardener accepts, with some fields replaced. */
export function worker(fields: Fields = {}): Fields {
  const machine = { type: 'm1.4', image: { name: 'gardenlinux', version: '1877.3.0' } };
  return { name: 'pool', machine, minimum: 1, maximum: 3, ...fields };
}

/** A Shoot with these pools. */
export function shootWithWorkers(...workers: Fields[]): KubernetesObject {
  return shootWith({ provider: { type: 'openstack', workers } });
}

const context = { gardener: '1.150.0', featureGates: {} };

/** `<type> <path>` of the errors of a new Shoot. */
export function errorsOf(shoot: KubernetesObject, featureGates: Readonly<Record<string, boolean>> = {}): string[] {
  const report = new Report();
  shootValidation.create(shoot, report, { ...context, featureGates });
  return texts(report);
}

/** `<type> <path>` of the errors of a change. */
export function errorsOfUpdate(old: KubernetesObject, next: KubernetesObject): string[] {
  const report = new Report();
  shootValidation.update(next, old, report, context);
  return texts(report);
}

function texts({ findings }: Report): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ type, path }) => `${type ?? ''} ${path}`);
}
