import type { KubernetesObject } from '../../../../lib/core/object';
import type { Loose } from '../../../../lib/core/loose';
import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { admitShoot, fillShoot } from '../../../../lib/gardener/shoot/admission/admit';
import { isRefused } from '../../../../lib/gardener/shoot/admission/change';
import { shootWorld } from '../../../../lib/gardener/shoot/admission/world';
import { defaultShoot } from '../../../../lib/gardener/shoot/defaults/shoot';
import { Report } from '../../../../lib/rules/report';
import { View, type ViewObject } from '../../../../lib/rules/view';

type Fields = Readonly<Record<string, unknown>>;

const apiVersion = 'core.gardener.cloud/v1beta1';
const now = new Date('2026-06-01T00:00:00Z');

/** A CloudProfile that offers what the Shoots of these tests use, with parts of its spec replaced. */
export function profile(spec: Fields = {}): KubernetesObject {
  return {
    apiVersion,
    kind: 'CloudProfile',
    metadata: { name: 'eu01' },
    spec: {
      type: 'openstack',
      kubernetes: {
        versions: [
          { version: '1.35.1', classification: 'preview' },
          { version: '1.34.2' },
          { version: '1.34.1' },
          { version: '1.33.5', expirationDate: '2026-05-01T00:00:00Z' },
        ],
      },
      machineImages: [
        {
          name: 'gardenlinux',
          versions: [
            {
              version: '1877.3.0',
              architectures: ['amd64', 'arm64'],
              cri: [{ name: 'containerd', containerRuntimes: [{ type: 'gvisor' }] }],
            },
            { version: '1592.9.0', expirationDate: '2026-05-01T00:00:00Z' },
          ],
        },
      ],
      machineTypes: [
        { name: 'm1.4', cpu: '4', gpu: '0', memory: '16Gi' },
        { name: 'a1.4', cpu: '4', gpu: '0', memory: '16Gi', architecture: 'arm64' },
        { name: 'old.2', cpu: '2', gpu: '0', memory: '4Gi', usable: false },
      ],
      volumeTypes: [{ name: 'perf1', class: 'premium', minSize: '20Gi' }],
      regions: [
        { name: 'eu01', zones: [{ name: 'eu01-1' }, { name: 'eu01-2', unavailableVolumeTypes: ['perf1'] }] },
        { name: 'eu02' },
      ],
      ...spec,
    },
  };
}

/** A Seed with parts of its spec replaced. */
export function seed(spec: Fields = {}, metadata: Fields = {}): KubernetesObject {
  return {
    apiVersion,
    kind: 'Seed',
    metadata: { name: 'soil-1', ...metadata },
    spec: {
      provider: { type: 'openstack', region: 'eu01', zones: ['eu01-1'] },
      networks: { shootDefaults: { pods: '100.64.0.0/13', services: '100.80.0.0/13' } },
      dns: { defaults: [{ domain: 'apps.example.org' }] },
      ...spec,
    },
  };
}

export const project: KubernetesObject = {
  apiVersion,
  kind: 'Project',
  metadata: { name: 'meadow' },
  spec: { namespace: 'garden-meadow', tolerations: { whitelist: [{ key: 'quiet' }], defaults: [{ key: 'quiet' }] } },
};

export const binding: KubernetesObject = {
  apiVersion: 'security.gardener.cloud/v1alpha1',
  kind: 'CredentialsBinding',
  metadata: { name: 'meadow-openstack', namespace: 'garden-meadow' },
  provider: { type: 'openstack' },
  credentialsRef: { apiVersion: 'v1', kind: 'Secret', name: 'openstack', namespace: 'garden-meadow' },
};

/** All that the Shoots of these tests refer to. */
export const garden: readonly KubernetesObject[] = [profile(), seed(), project, binding];

export function entryOf(object: KubernetesObject): ViewObject {
  return { cluster: 'virtual-garden', unit: '', object, origin: () => undefined };
}

export function viewOf(objects: readonly KubernetesObject[], complete = true): View {
  return new View({ objects: objects.map(entryOf), gardener: '1.150.0', complete, now });
}

/** What admission answers: findings as `<type> <path>`, or `<severity> <path>` without a type, and the completed Shoot. */
export interface Answer {
  readonly errors: readonly string[];
  readonly messages: readonly string[];
  readonly shoot: Loose<Shoot>;
}

/** Admits a Shoot to a garden; `old` is the stored one of an update. */
export function admit(
  written: KubernetesObject,
  objects: readonly KubernetesObject[] = garden,
  old?: KubernetesObject,
): Answer {
  const report = new Report();
  const stored = old && defaultShoot(old as Loose<Shoot>);
  const change = fillShoot(written as Loose<Shoot>, stored, shootWorld(viewOf(objects), 'virtual-garden'), report);
  if (change !== undefined && !isRefused(report, 0))
    admitShoot(change, report, { gardener: '1.150.0', featureGates: {}, now });
  return {
    errors: report.findings.map(({ type, severity, path }) => `${type ?? severity} ${path}`),
    messages: report.findings.map(({ message }) => message),
    shoot: change?.shoot ?? {},
  };
}
