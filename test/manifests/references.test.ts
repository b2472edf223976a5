import { judgeFiles, loud } from './tree';

const profile = (name: string): string => `apiVersion: core.gardener.cloud/v1beta1
kind: NamespacedCloudProfile
metadata:
  name: ${name}
  namespace: garden-dev
spec:
  parent:
    kind: CloudProfile
    name: eu01
`;

const parent = (name: string): string => `apiVersion: core.gardener.cloud/v1beta1
kind: CloudProfile
metadata:
  name: ${name}
spec:
  type: openstack
  kubernetes: { versions: [{ version: 1.34.2 }] }
  machineImages: [{ name: gardenlinux, versions: [{ version: 1592.1.0, cri: [{ name: containerd }] }] }]
  machineTypes: [{ name: m1.4, cpu: "4", gpu: "0", memory: 16Gi }]
  regions: [{ name: eu01 }]
`;

const parentRule = (findings: readonly string[]): string[] => findings.filter(line => line.includes('-PARENT'));

describe('references in a folder of unknown layout', () => {
  test('a name that is almost right is an error', () => {
    const { findings } = judgeFiles({ 'a.yaml': profile('small'), 'b.yaml': parent('eu02') });
    expect(parentRule(loud(findings))).toEqual(['error XR-NAMESPACEDCLOUDPROFILE-PARENT a.yaml:9 spec.parent.name']);
  });

  test('an object that may be elsewhere is a warning', () => {
    const { findings } = judgeFiles({ 'a.yaml': profile('small'), 'b.yaml': parent('overseas') });
    expect(parentRule(loud(findings))).toEqual(['warning XR-NAMESPACEDCLOUDPROFILE-PARENT a.yaml:9 spec.parent.name']);
  });

  test('in a layout that tells the cluster it is an error', () => {
    const { findings } = judgeFiles({
      'dist/x/virtual-garden/profiles/a.yaml': profile('small'),
      'dist/x/virtual-garden/profiles/b.yaml': parent('overseas'),
    });
    expect(parentRule(loud(findings))).toEqual([
      'error XR-NAMESPACEDCLOUDPROFILE-PARENT dist/x/virtual-garden/profiles/a.yaml:9 spec.parent.name',
    ]);
  });
});
