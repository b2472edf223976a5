// Extensions that gardener-operator installs, as charts from one registry.
import { OperatorExtension, type Landscape, type OperatorExtensionProps } from '../lib';

type Resources = NonNullable<OperatorExtensionProps['resources']>;

const chart = (name: string, version: string) => ({
  helm: { ociRepository: { repository: `registry.example.org/charts/${name}`, tag: version } },
});

const openstackKinds = ['BackupBucket', 'BackupEntry', 'Bastion', 'ControlPlane', 'Infrastructure', 'Worker'] as const;

export function extensions(root: Landscape): void {
  const add = (name: string, version: string, resources: Resources): void => {
    new OperatorExtension(root, name, { deployment: { extension: chart(name, version) }, resources });
  };
  add('provider-openstack', 'v1.58.0', [
    ...openstackKinds.map(kind => ({ kind, type: 'openstack' })),
    { kind: 'DNSRecord', type: 'openstack-designate' },
  ]);
  add('provider-aws', 'v1.73.0', [
    ...openstackKinds.map(kind => ({ kind, type: 'aws' })),
    { kind: 'DNSRecord', type: 'aws-route53' },
  ]);
  add('networking-calico', 'v1.59.0', [{ kind: 'Network', type: 'calico' }]);
  add('os-gardenlinux', 'v0.47.0', [{ kind: 'OperatingSystemConfig', type: 'gardenlinux' }]);
  add('shoot-flux', 'v0.27.0', [{ kind: 'Extension', type: 'shoot-flux' }]);
  new OperatorExtension(root, 'acl', {
    // clients inside the seeds appear under these addresses
    deployment: { extension: { ...chart('acl', 'v1.18.0'), values: { additionalAllowedCidrs: ['192.0.2.10/32'] } } },
    resources: [{ kind: 'Extension', type: 'acl' }],
  });
}
