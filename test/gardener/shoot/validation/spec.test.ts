import { errorsOf, errorsOfUpdate, shootWith, worker } from '../shoots';

describe('a Shoot', () => {
  test('that is complete has no error', () => {
    expect(errorsOf(shootWith())).toEqual([]);
  });

  test.each([
    [{ region: '' }, ['required spec.region']],
    [{ cloudProfile: undefined }, ['required spec.cloudProfile.name']],
    [{ cloudProfile: { kind: 'Other', name: 'a' } }, ['notSupported spec.cloudProfile.kind']],
    [{ cloudProfileName: 'eu01' }, ['forbidden spec.cloudProfileName']],
    [{ credentialsBindingName: undefined }, ['required spec.secretBindingName']],
    [{ secretBindingName: 'a' }, ['forbidden spec.secretBindingName', 'forbidden spec.secretBindingName']],
    [{ purpose: 'infrastructure' }, ['notSupported spec.purpose']],
    [{ seedName: '' }, ['invalid spec.seedName']],
    [{ exposureClassName: 'A' }, ['invalid spec.exposureClassName']],
    [{ kubernetes: {} }, ['required spec.kubernetes.version']],
    [{ kubernetes: { version: 'nonsense' } }, ['internal spec.kubernetes.kubeAPIServer.admissionPlugins']],
    [{ networking: undefined }, ['required spec.networking.type']],
    [{ networking: { type: 'calico', nodes: '10.250.0.1/16' } }, ['invalid spec.networking.nodes']],
    [{ networking: { type: 'calico', pods: '2001:db8::/64' } }, ['invalid spec.networking.pods']],
    [
      { networking: { type: 'calico', pods: 'x', ipFamilies: ['IPv5'] } },
      ['notSupported spec.networking.ipFamilies[0]'],
    ],
    [
      { kubernetes: { version: '1.34.2', kubelet: { maxPods: 300 }, kubeControllerManager: { nodeCIDRMaskSize: 24 } } },
      ['invalid spec.kubernetes.kubeControllerManager.nodeCIDRMaskSize'],
    ],
    [
      { kubernetes: { version: '1.34.2', kubeControllerManager: { nodeCIDRMaskSize: -(2 ** 31) } } },
      // once for its range and once for the pods
      Array.from({ length: 2 }, () => 'invalid spec.kubernetes.kubeControllerManager.nodeCIDRMaskSize'),
    ],
    [{ kubernetes: { version: '1.34.2', kubelet: { maxPods: 300 } } }, []],
    [{ addons: { nginxIngress: { enabled: true } }, purpose: 'production' }, ['forbidden spec.addons']],
    [{ controlPlane: { zones: ['a', 'a'] } }, ['duplicate spec.controlPlane.zones[1]']],
    [
      { controlPlane: { highAvailability: { failureTolerance: { type: 'zone' } }, zones: ['a'] } },
      ['invalid spec.controlPlane.zones'],
    ],
    [
      { systemComponents: { coreDNS: { rewriting: { commonSuffixes: ['.a', 'b.c', '.b.c'] } } } },
      [
        'invalid spec.systemComponents.coreDNS.rewriting.commonSuffixes[0]',
        'duplicate spec.systemComponents.coreDNS.rewriting.commonSuffixes[2]',
      ],
    ],
    [
      { monitoring: { alerting: { emailReceivers: ['a@b.cd', 'a', 'a@b.cd'] } } },
      ['invalid spec.monitoring.alerting.emailReceivers[1]', 'duplicate spec.monitoring.alerting.emailReceivers[2]'],
    ],
  ])('with %j is judged', (spec, expected) => {
    expect(errorsOf(shootWith(spec))).toEqual(expected);
  });

  test('has no two hyphens in a row in its name', () => {
    expect(errorsOf(shootWith({}, { name: 'a--b' }))).toEqual(['invalid metadata.name']);
  });

  test('without workers has neither credentials nor node components', () => {
    const spec = {
      provider: { type: 'openstack' },
      kubernetes: { version: '1.34.2', kubelet: {} },
      networking: undefined,
    };
    expect(errorsOf(shootWith(spec))).toEqual([
      'forbidden spec.kubernetes.kubelet',
      'forbidden spec.credentialsBindingName',
    ]);
  });

  test('that is self-hosted lives in the garden namespace on one machine', () => {
    const spec = {
      provider: { type: 'openstack', workers: [worker({ controlPlane: {} })] },
      credentialsBindingName: undefined,
    };
    expect(errorsOf(shootWith(spec))).toEqual([
      'invalid spec.provider.workers[0].minimum',
      'invalid spec.provider.workers[0].maximum',
      'invalid metadata.namespace',
    ]);
  });
});

describe('the DNS providers of a Shoot', () => {
  const judge = (dns: object): string[] => errorsOf(shootWith({ dns }));
  const secret = { apiVersion: 'v1', kind: 'Secret', name: 'dns' };

  test('are one primary with a domain, and others with credentials', () => {
    expect(judge({ providers: [{ primary: true, type: 'aws-route53' }] })).toEqual(['required spec.dns.domain']);
    expect(judge({ providers: [{ primary: true, type: 'unmanaged' }] })).toEqual([]);
    expect(judge({ domain: 'a.b', providers: [{ primary: true }, { primary: true }, { type: 'a' }] })).toEqual([
      'forbidden spec.dns.providers[1].primary',
      'required spec.dns.providers[2].credentialsRef',
    ]);
  });

  test('have credentials of a type, once', () => {
    const providers = [
      { type: 'a', credentialsRef: secret },
      { type: 'a', credentialsRef: secret },
      { credentialsRef: secret },
    ];
    expect(judge({ providers })).toEqual(['invalid spec.dns.providers[1]', 'required spec.dns.providers[2].type']);
  });
});

describe('a change of a Shoot', () => {
  const old = shootWith();
  const change = (spec: Record<string, unknown>): string[] => errorsOfUpdate(old, shootWith(spec));

  test.each([
    [{ region: 'other' }, ['invalid spec.region']],
    [
      { kubernetes: { version: '1.33.9' } },
      ['forbidden spec.kubernetes.version', 'forbidden spec.provider.workers[0].kubernetes.version'],
    ],
    [{ kubernetes: { version: '1.36.0' } }, ['forbidden spec.kubernetes.version']],
    [{ kubernetes: { version: '1.35.0' } }, []],
    [{ networking: { type: 'cilium' } }, ['invalid spec.networking.type']],
    [
      { networking: { type: 'calico', ipFamilies: ['IPv6'] } },
      ['forbidden spec.networking.ipFamilies', 'invalid spec.kubernetes.kubeControllerManager.nodeCIDRMaskSize'],
    ],
    [{ networking: { type: 'calico', ipFamilies: ['IPv4', 'IPv6'] } }, []],
    [{ networking: { type: 'calico', pods: '100.64.0.0/12' } }, []],
    [{ credentialsBindingName: 'other' }, []],
    [{ schedulerName: 'other' }, ['invalid spec.schedulerName']],
    [{ purpose: 'production' }, []],
    [{ controlPlane: { zones: ['a'] } }, ['forbidden spec.controlPlane.zones']],
    [
      { kubernetes: { version: '1.34.2', kubelet: { maxPods: 300 } } },
      ['invalid spec.kubernetes.kubeControllerManager.nodeCIDRMaskSize'],
    ],
  ])('to %j is judged', (spec, expected) => {
    expect(change(spec).sort()).toEqual([...expected].sort());
  });

  test('takes the encryption as it is while a change is rolled out', () => {
    const encrypted = (resources: string[]): Record<string, unknown> => ({
      kubernetes: { version: '1.34.2', kubeAPIServer: { encryptionConfig: { resources } } },
    });
    const status = {
      lastOperation: { type: 'Reconcile', state: 'Succeeded' },
      credentials: { encryptionAtRest: { resources: [], provider: { type: 'aescbc' } } },
    };
    const path = 'spec.kubernetes.kubeAPIServer.encryptionConfig.resources';
    const [settled, rolling] = [[], ['configmaps']].map(resources => shootWith(encrypted(resources), {}, status));
    const next = shootWith(encrypted(['events']), {}, status);
    expect(errorsOfUpdate(settled!, next)).toEqual([]);
    expect(errorsOfUpdate(rolling!, next)).toEqual([`forbidden ${path}`]);
  });
});
