// Machine objects of many Shoots of five pools over three zones: every name and object that the preview holds. No writing, no YAML.
import type { KubernetesObject } from '../../lib/core/object';
import { openstack } from '../../lib/openstack/topic';
import { View } from '../../lib/rules/view';
import { shoot } from '../shoots';
import { settings } from './settings';

const { count } = settings();
const architectures = ['amd64', 'arm64'] as const;
const config = 'openstack.provider.extensions.gardener.cloud/v1alpha1';

const profile: KubernetesObject = {
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'CloudProfile',
  metadata: { name: 'eu01' },
  spec: {
    type: 'openstack',
    kubernetes: { versions: [{ version: '1.34.2' }] },
    machineImages: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0', architectures }] }],
    machineTypes: architectures.map(architecture => ({
      name: architecture === 'amd64' ? 'm1.4' : 'a1.4',
      cpu: '4',
      memory: '16Gi',
      architecture,
    })),
    regions: [{ name: 'eu01' }],
    providerConfig: {
      apiVersion: config,
      kind: 'CloudProfileConfig',
      machineImages: [
        {
          name: 'gardenlinux',
          versions: [
            {
              version: '1877.3.0',
              regions: architectures.map(architecture => ({ name: 'eu01', id: architecture, architecture })),
            },
          ],
        },
      ],
    },
  },
};

const objects = [
  profile,
  ...Array.from({ length: count }, (_, index) => withPools(shoot(index) as unknown as KubernetesObject)),
];
const view = new View({
  objects: objects.map(object => ({ cluster: 'virtual-garden', unit: '', object, origin: () => undefined })),
  gardener: '1.150.0',
});
let made = 0;
for (const { object } of openstack.predict?.(view) ?? []) if (object.metadata.name !== '') made++;
if (made !== count * 5 * 3 * 3) throw new Error(`${made} machine objects for ${count} Shoots`);

/** Five pools of both architectures, that differ. */
function withPools(object: KubernetesObject): KubernetesObject {
  const spec = object['spec'] as { readonly provider: { readonly workers: readonly object[] } };
  const { workers } = spec.provider;
  const pools = Array.from({ length: 5 }, (_, index) => ({
    ...workers[index % workers.length],
    name: `pool-${index}`,
  }));
  return { ...object, spec: { ...spec, provider: { ...spec.provider, workers: pools } } };
}
