import { defaultGarden } from '../../../lib/gardener/garden/defaults';
import { validateGarden, validateGardenUpdate, type GardenContext } from '../../../lib/gardener/garden/validation';
import { Report } from '../../../lib/rules/report';
import { garden, type Fields } from './gardens';

const context: GardenContext = { gardener: '1.150.0', featureGates: {} };

const brief = (report: Report): string[] =>
  report.findings.map(({ rule, type, severity, path }) => `${rule} ${type ?? severity} ${path}`);

function create(object: Fields, extensions?: GardenContext['extensions']): string[] {
  const report = new Report();
  validateGarden(defaultGarden(object), report, extensions ? { ...context, extensions } : context);
  return brief(report);
}

function update(next: Fields, old: Fields): string[] {
  const report = new Report();
  validateGardenUpdate(defaultGarden(next), defaultGarden(old), report, context);
  return brief(report);
}

describe('a Garden', () => {
  test('is valid with networks and a version', () => {
    expect(create(garden())).toEqual([]);
  });

  test('names the provider of every domain when there are providers', () => {
    const dns = {
      providers: [
        { name: 'a', type: 'x', secretRef: {} },
        { name: 'a', type: 'y', secretRef: {} },
      ],
    };
    const domains = [
      { name: 'a.example.org' },
      { name: 'b.example.org', provider: 'b' },
      { name: 'a.example.org', provider: 'a' },
    ];
    expect(create(garden({ ingress: { domains } }, {}, { spec: { dns } }))).toEqual([
      'GD-02 warning spec.dns.providers[1].name',
      'GARDEN-DNS-PROVIDER-MISSING required spec.runtimeCluster.ingress.domains[0].provider',
      'GD-01 invalid spec.runtimeCluster.ingress.domains[1].provider',
      'GARDEN-DOMAIN-DUPLICATE duplicate spec.runtimeCluster.ingress.domains[2].name',
    ]);
    expect(create(garden({ ingress: { domains: domains.slice(0, 2) } }))).toEqual([]);
  });

  test('keeps networks apart, and tells unreadable ranges first', () => {
    expect(create(garden({ networking: { nodes: ['10.0.0.0/8'] } }))).toEqual([
      'NW-08 invalid spec.runtimeCluster.networking.nodes[0]',
      'NW-08 invalid spec.runtimeCluster.networking.nodes[0]',
      'NW-08 invalid spec.virtualCluster.networking.services[0]',
    ]);
    expect(create(garden({ networking: { nodes: ['10.0.0.0'] } }))).toEqual([
      'GARDEN-NODES-CIDR invalid spec.runtimeCluster.networking.nodes[0]',
      'NW-08 invalid spec.virtualCluster.networking.services[0]',
    ]);
    expect(create(garden({ networking: { ipFamilies: ['IPv5'], nodes: ['x'] } }))).toEqual([
      'IP-FAMILY notSupported spec.runtimeCluster.networking.ipFamilies[0]',
      'NW-08 invalid spec.virtualCluster.networking.services[0]',
    ]);
  });

  test('has one range of services for each IP family', () => {
    const services = (...ranges: string[]): string[] => create(garden({}, { networking: { services: ranges } }));
    expect(services('10.3.0.0/16', 'fd00::/112')).toEqual([]);
    const path = 'spec.virtualCluster.networking.services';
    expect(services('10.3.0.0/16', '10.4.0.0/16')).toEqual([`GARDEN-VIRTUAL-SERVICES-FAMILY forbidden ${path}`]);
    expect(services('10.3.0.0/16', 'fd00::/112', '10.4.0.0/16')).toEqual([
      `GARDEN-VIRTUAL-SERVICES-COUNT forbidden ${path}`,
    ]);
  });

  test('routes by topology only with zones and high availability', () => {
    const settings = {
      topologyAwareRouting: { enabled: true },
      loadBalancerServices: { externalTrafficPolicy: 'Any' },
    };
    const path = 'spec.runtimeCluster.settings';
    expect(create(garden({ settings, provider: { zones: ['a'] } }))).toEqual([
      `GARDEN-TRAFFIC-POLICY notSupported ${path}.loadBalancerServices.externalTrafficPolicy`,
      `GD-04 forbidden ${path}.topologyAwareRouting.enabled`,
      `GARDEN-TOPOLOGY-HIGH-AVAILABILITY forbidden ${path}.topologyAwareRouting.enabled`,
    ]);
  });

  test.each([
    ['api.a.example.org', 1],
    ['*.a.example.org', 1],
    ['*.example.org', 0],
    ['*.api.a.example.org', 0],
    ['api.b.example.org', 0],
  ])('serves another certificate for %s: %i findings', (pattern, findings) => {
    const dns = { domains: [{ name: 'a.example.org' }] };
    const kubernetes = { version: '1.34.2', kubeAPIServer: { sni: { domainPatterns: [pattern] } } };
    expect(create(garden({}, { dns, kubernetes }))).toHaveLength(findings);
  });

  test('runs a Kubernetes version that Gardener supports', () => {
    const version = (text: string): string[] => create(garden({}, { kubernetes: { version: text } }));
    expect(version('1.36.1')).toEqual([]);
    expect(version('1.31.4')).toEqual(['GD-09 notSupported spec.virtualCluster.kubernetes.version']);
    expect(version('')).toContain('GD-09 notSupported spec.virtualCluster.kubernetes.version');
  });

  test('can read its durations, which the CRD takes as texts', () => {
    const kubeAPIServer = { serviceAccountConfig: { maxTokenExpiration: '45d' } };
    expect(create(garden({}, { kubernetes: { version: '1.34.2', kubeAPIServer } }))).toContain(
      'GARDEN-DURATION invalid spec.virtualCluster.kubernetes.kubeAPIServer.serviceAccountConfig.maxTokenExpiration',
    );
  });

  test('knows its feature gates, admission plugins and resources to encrypt', () => {
    const gardenerAPIServer = {
      featureGates: { DoNotCopyBackupCredentials: false, InPlaceNodeUpdate: true },
      admissionPlugins: [{ name: 'ShootVPAEnabledByDefaults' }],
      encryptionConfig: {
        provider: { type: 'secretbox' },
        resources: [
          'Projects.core.gardener.cloud',
          'secrets',
          'shootstates.core.gardener.cloud',
          '*.core.gardener.cloud',
        ],
      },
      shootAdminKubeconfigMaxExpiration: '59m',
    };
    const path = 'spec.virtualCluster.gardener.gardenerAPIServer';
    expect(create(garden({}, { gardener: { gardenerAPIServer } }))).toEqual([
      `GARDEN-GATE-LOCKED forbidden ${path}.featureGates.DoNotCopyBackupCredentials`,
      `GD-06 forbidden ${path}.featureGates.InPlaceNodeUpdate`,
      `GARDEN-ADMISSION-PLUGIN notSupported ${path}.admissionPlugins[0].name`,
      `GARDEN-ENCRYPTION-CASE invalid ${path}.encryptionConfig.resources[0]`,
      `GD-07 invalid ${path}.encryptionConfig.resources[1]`,
      `GARDEN-ENCRYPTION-DEFAULT forbidden ${path}.encryptionConfig.resources[2]`,
      `GARDEN-ENCRYPTION-WILDCARD invalid ${path}.encryptionConfig.resources[3]`,
      `GARDEN-ENCRYPTION-PROVIDER invalid ${path}.encryptionConfig.provider.type`,
      `GARDEN-ADMIN-KUBECONFIG invalid ${path}.shootAdminKubeconfigMaxExpiration`,
    ]);
  });

  test('suggests the feature gate that was meant', () => {
    const report = new Report();
    const gardenerScheduler = { featureGates: { InPlaceNodeUpdate: true } };
    validateGarden(garden({}, { gardener: { gardenerScheduler } }), report, context);
    expect(report.findings.find(({ rule }) => rule === 'GD-06')?.fix).toBe('write InPlaceNodeUpdates');
  });

  test('says to which server a plugin or a gate belongs that stands at the other one', () => {
    const report = new Report();
    const plugins = (name: string) => ({ admissionPlugins: [{ name }] });
    const virtualCluster = {
      kubernetes: {
        version: '1.33.0',
        kubeAPIServer: { ...plugins('ManagedSeed'), featureGates: { InPlaceNodeUpdates: true } },
      },
      gardener: { gardenerAPIServer: { ...plugins('PodSecurity'), featureGates: { InPlacePodVerticalScaling: true } } },
    };
    validateGarden(garden({}, virtualCluster), report, context);
    const [kubeAPIServer, gardenerAPIServer] = ['kubernetes.kubeAPIServer', 'gardener.gardenerAPIServer'];
    expect(report.findings.map(({ path, fix }) => [path.replace('spec.virtualCluster.', ''), fix])).toEqual([
      [
        `${kubeAPIServer}.admissionPlugins[0].name`,
        'list it among the admissionPlugins of gardenerAPIServer in the Garden: it is a plugin of Gardener',
      ],
      [
        `${kubeAPIServer}.featureGates.InPlaceNodeUpdates`,
        'set it for a component of Gardener in the Garden or in the gardenlet: it is a feature gate of Gardener',
      ],
      [
        `${gardenerAPIServer}.featureGates.InPlacePodVerticalScaling`,
        'set it for a component of Kubernetes, such as kubeAPIServer or kubelet: it is a feature gate of Kubernetes',
      ],
      [
        `${gardenerAPIServer}.admissionPlugins[0].name`,
        'list it at spec.virtualCluster.kubernetes.kubeAPIServer.admissionPlugins: it is a plugin of Kubernetes',
      ],
    ]);
  });

  test('is judged by the tables of its own Gardener version, where they are known', () => {
    const gardenerAPIServer = {
      featureGates: { UseNamespacedCloudProfile: true },
      admissionPlugins: [{ name: 'OpenIDConnectPreset' }],
    };
    const object = garden({}, { kubernetes: { version: '1.28.3' }, gardener: { gardenerAPIServer } });
    const rules = (gardener: string): string[] => {
      const report = new Report();
      validateGarden(object, report, { ...context, gardener });
      return report.findings.map(({ rule, message }) => (rule === 'GD-06' ? message : rule));
    };
    expect(rules('1.124.0')).toEqual([]);
    expect(rules('1.128.1')).toEqual(['GD-09']);
    expect(rules('1.142.0')).toEqual([
      'GD-09',
      'Gardener 1.142 has no feature gate UseNamespacedCloudProfile: it was removed in 1.129',
      'GARDEN-ADMISSION-PLUGIN',
    ]);
    expect(rules('1.151.0')).toEqual([]);
  });

  test('limits objects in a way that can be applied', () => {
    const resourceAdmissionConfiguration = {
      operationMode: 'warn',
      unrestrictedSubjects: [
        { kind: 'User', name: 'a', apiGroup: '' },
        { kind: 'ServiceAccount', name: '', apiGroup: 'x' },
        { kind: 'Robot', name: 'r' },
      ],
      limits: [{ resources: ['', 'shoots'], apiVersions: [], size: '-1', count: -1 }, { apiGroups: ['*'] }],
    };
    const path = 'spec.virtualCluster.gardener.gardenerAdmissionController.resourceAdmissionConfiguration';
    const gardener = { gardenerAdmissionController: { resourceAdmissionConfiguration } };
    expect(create(garden({}, { gardener })).map(finding => finding.replace(`${path}.`, ''))).toEqual([
      'RESOURCE-ADMISSION-MODE notSupported operationMode',
      'RESOURCE-ADMISSION-USER-GROUP notSupported unrestrictedSubjects[0].apiGroup',
      'RESOURCE-ADMISSION-SUBJECT-NAME invalid unrestrictedSubjects[1].name',
      'RESOURCE-ADMISSION-ACCOUNT-NAMESPACE invalid unrestrictedSubjects[1].namespace',
      'RESOURCE-ADMISSION-ACCOUNT-GROUP invalid unrestrictedSubjects[1].apiGroup',
      'RESOURCE-ADMISSION-SUBJECT-KIND notSupported unrestrictedSubjects[2].kind',
      'RESOURCE-ADMISSION-RESOURCE-EMPTY invalid limits[0].resources[0]',
      'RESOURCE-ADMISSION-GROUPS invalid limits[0].apiGroups',
      'RESOURCE-ADMISSION-VERSIONS invalid limits[0].apiVersions',
      'RESOURCE-ADMISSION-COUNT invalid limits[0].count',
      'RESOURCE-ADMISSION-SIZE invalid limits[0].size',
      'RESOURCE-ADMISSION-RESOURCES invalid limits[1].resources',
      'RESOURCE-ADMISSION-VERSIONS invalid limits[1].apiVersions',
      'RESOURCE-ADMISSION-NO-LIMIT invalid limits[1]',
    ]);
  });

  test('lets people log in to the dashboard', () => {
    const gardenerDashboard = { enableTokenLogin: false, propagateCAFromSNI: true, tlsSecretName: 'A' };
    const path = 'spec.virtualCluster.gardener.gardenerDashboard';
    expect(create(garden({}, { gardener: { gardenerDashboard } }))).toEqual([
      `GARDEN-DASHBOARD-LOGIN forbidden ${path}.enableTokenLogin`,
      `GARDEN-DASHBOARD-CA forbidden ${path}.propagateCAFromSNI`,
      `GARDEN-TLS-SECRET invalid ${path}.tlsSecretName`,
    ]);
    expect(create(garden({}, { gardener: { gardenerDashboard: { oidcConfig: {} } } }))).toEqual([
      `GD-05 invalid ${path}.oidcConfig`,
      `GARDEN-DASHBOARD-ISSUER required ${path}.oidcConfig.issuerURL`,
      `GARDEN-DASHBOARD-CLIENT required ${path}.oidcConfig.clientIDPublic`,
    ]);
  });

  test('uses extensions that are offered for gardens, as far as the Extensions are known', () => {
    const extensions = [{ type: 'cert' }, { type: 'acl' }, { type: 'acl' }];
    const object = garden({}, {}, { spec: { extensions } });
    const registered = [
      { spec: { resources: [{ kind: 'Extension', type: 'cert', clusterCompatibility: ['garden'] }] } },
      { spec: { resources: [{ kind: 'Extension', type: 'acl', clusterCompatibility: ['shoot'] }] } },
    ];
    const duplicate = 'GARDEN-EXTENSION-DUPLICATE duplicate spec.extensions[2].type';
    expect(create(object)).toEqual([duplicate]);
    expect(create(object, registered)).toEqual([
      'GD-08 notSupported spec.extensions[1].type',
      'GD-08 notSupported spec.extensions[2].type',
      duplicate,
    ]);
  });
});

describe('an operation of a Garden', () => {
  const operate = (operation: string, status: Fields['status'], version = '1.34.2'): string[] =>
    create(
      garden(
        {},
        { kubernetes: { version } },
        { metadata: { annotations: { 'gardener.cloud/operation': operation } }, status },
      ),
    ).map(finding => finding.split(' ')[0] ?? '');
  const rotation = (phase: string): Fields['status'] => ({
    credentials: {
      rotation: {
        certificateAuthorities: { phase },
        serviceAccountKey: { phase },
        etcdEncryptionKey: { phase },
        workloadIdentityKey: { phase },
      },
    },
  });

  test('must be known', () => {
    expect(operate('reconcile', undefined)).toEqual([]);
    expect(operate('reconcile; rotate-everything', undefined)).toEqual(['GARDEN-OPERATION']);
  });

  test('starts a rotation when the one before is complete', () => {
    expect(operate('rotate-ca-start', rotation('Completed'))).toEqual([]);
    expect(operate('rotate-ca-start', rotation('Preparing'))).toEqual(['GARDEN-ROTATION-RUNNING']);
    expect(operate('rotate-credentials-start', rotation('Prepared'))).toHaveLength(4);
  });

  test('completes a rotation that is prepared, the encryption key by itself from Kubernetes 1.34 on', () => {
    expect(operate('rotate-serviceaccount-key-complete', rotation('Prepared'))).toEqual([]);
    expect(operate('rotate-credentials-complete', undefined, '1.34.0')).toHaveLength(3);
    expect(operate('rotate-credentials-complete', undefined, '1.33.9')).toHaveLength(4);
  });

  test('rotates the encryption key in one way', () => {
    expect(operate('rotate-etcd-encryption-key-start', undefined, '1.33.0')).toEqual([]);
    expect(operate('rotate-etcd-encryption-key-start', undefined, '1.34.0')).toEqual(['GARDEN-OPERATION-GONE']);
    expect(operate('rotate-etcd-encryption-key;rotate-etcd-encryption-key-start', undefined, '1.33.0')).toEqual([
      'GARDEN-OPERATION-TOGETHER',
    ]);
  });

  test('does not rotate the encryption key while the encrypted resources change', () => {
    const status = { credentials: { encryptionAtRest: { resources: ['configmaps'], provider: { type: 'aescbc' } } } };
    expect(operate('rotate-etcd-encryption-key', status)).toEqual(['GARDEN-ROTATION-ENCRYPTION']);
  });
});

describe('a changed Garden', () => {
  const big = garden(
    { ingress: { domains: [{ name: 'i.example.org' }] }, networking: { nodes: ['10.0.0.0/24'] } },
    {
      controlPlane: { highAvailability: {} },
      dns: { domains: [{ name: 'v.example.org' }] },
      etcd: { main: { backup: { provider: 'x', bucketName: 'b' } } },
      gardener: { gardenerDiscoveryServer: {} },
    },
  );

  test('may grow', () => {
    const runtime = { ingress: { domains: [{ name: 'i.example.org' }, { name: 'j.example.org' }] } };
    expect(
      update({ ...big, spec: { ...big.spec, runtimeCluster: { ...big.spec?.runtimeCluster, ...runtime } } }, big),
    ).toEqual([]);
  });

  test('keeps domains, ranges, backup, high availability and discovery server', () => {
    const next = garden(
      { ingress: { domains: [{ name: 'j.example.org' }] } },
      { dns: { domains: [{ name: 'w.example.org' }] }, etcd: { main: {} } },
    );
    expect(update(next, big)).toEqual([
      'GD-10 invalid spec.runtimeCluster.ingress.domains[0]',
      'GARDEN-RANGE-REMOVED forbidden spec.runtimeCluster.networking.nodes',
      'GARDEN-VIRTUAL-DOMAIN-FIXED invalid spec.virtualCluster.dns.domains[0].name',
      'GARDEN-BACKUP-REMOVED forbidden spec.virtualCluster.etcd.main.backup',
      'GARDEN-HIGH-AVAILABILITY-FIXED invalid spec.virtualCluster.controlPlane.highAvailability',
      'GARDEN-DISCOVERY-REMOVED forbidden spec.virtualCluster.gardener.gardenerDiscoveryServer',
    ]);
  });

  test('keeps the domain of the discovery server, be it written out or not', () => {
    const withDomain = (name: string): Fields => ({
      ...big,
      spec: {
        ...big.spec,
        virtualCluster: {
          ...big.spec?.virtualCluster,
          gardener: { gardenerDiscoveryServer: { domain: { name } } },
        },
      },
    });
    expect(update(withDomain('discovery.i.example.org'), big)).toEqual([]);
    expect(update(withDomain('d.example.org'), big)).toEqual([
      'GARDEN-DISCOVERY-DOMAIN-FIXED invalid spec.virtualCluster.gardener.gardenerDiscoveryServer.domain',
    ]);
  });

  test.each([
    ['1.33.1', '1.34.0', []],
    ['1.33.1', '1.33.0', ['GARDEN-VERSION-DOWNGRADE forbidden spec.virtualCluster.kubernetes.version']],
    ['1.33.1', '1.35.0', ['GARDEN-VERSION-SKIP forbidden spec.virtualCluster.kubernetes.version']],
  ])('goes from Kubernetes %s to %s', (old, next, findings) => {
    const at = (version: string): Fields => garden({}, { kubernetes: { version } });
    expect(update(at(next), at(old))).toEqual(findings);
  });
});
