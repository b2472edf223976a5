import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import { FieldPath } from '../../../lib/core/field-path';
import type { Loose } from '../../../lib/core/loose';
import {
  validateGardenletConfiguration,
  validateGardenletConfigurationFile,
  validateGardenletConfigurationFileUpdate,
} from '../../../lib/gardener/gardenlet-configuration/validation';
import { validateEmbeddedConfiguration } from '../../../lib/gardener/gardenlet-configuration/validation/embedded';
import { Report } from '../../../lib/rules/report';

type Config = Loose<GardenletConfiguration>;

const brief = (report: Report): string[] =>
  report.findings.map(({ rule, type, severity, path }) => `${rule} ${type ?? severity} ${path}`);

function judge(config: Config): string[] {
  const report = new Report();
  validateGardenletConfigurationFile(config, report);
  return brief(report);
}

describe('a gardenlet configuration', () => {
  test('may be empty', () => {
    expect(judge({})).toEqual([]);
  });

  test('has no negative periods and numbers, one rule for each field', () => {
    const config: Config = {
      controllers: {
        bastion: { concurrentSyncs: -1 },
        shoot: { concurrentSyncs: -1, syncPeriod: '-1s', retryDuration: '-1ns', progressReportPeriod: '-1h' },
        shootCare: {
          staleExtensionHealthChecks: { threshold: '-5m' },
          conditionThresholds: [{ type: 'APIServerAvailable', duration: '1m' }, { duration: '-1m' }],
        },
        managedSeed: { waitSyncPeriod: '-15s' },
        tokenRequestorWorkloadIdentity: { tokenExpirationDuration: '-6h' },
      },
      nodeToleration: { defaultNotReadyTolerationSeconds: -1, defaultUnreachableTolerationSeconds: 0 },
    };
    expect(judge(config)).toEqual([
      'GARDENLETCONFIG-BASTION-SYNCS invalid controllers.bastion.concurrentSyncs',
      'GARDENLETCONFIG-SHOOT-SYNCS invalid controllers.shoot.concurrentSyncs',
      'GARDENLETCONFIG-SHOOT-PROGRESS invalid controllers.shoot.progressReportPeriod',
      'GARDENLETCONFIG-SHOOT-RETRY invalid controllers.shoot.retryDuration',
      'GARDENLETCONFIG-SHOOT-PERIOD invalid controllers.shoot.syncPeriod',
      'GARDENLETCONFIG-CARE-STALE invalid controllers.shootCare.staleExtensionHealthChecks.threshold',
      'GARDENLETCONFIG-CARE-CONDITION invalid controllers.shootCare.conditionThresholds[1].duration',
      'GARDENLETCONFIG-MANAGED-SEED-WAIT invalid controllers.managedSeed.waitSyncPeriod',
      'GARDENLETCONFIG-WORKLOAD-TOKEN invalid controllers.tokenRequestorWorkloadIdentity.tokenExpirationDuration',
      'GARDENLETCONFIG-NOT-READY-SECONDS invalid nodeToleration.defaultNotReadyTolerationSeconds',
    ]);
  });

  test.each([
    [29, 1],
    [30, 0],
    [600, 0],
    [601, 1],
  ])('keeps DNS entries for %i seconds: %i findings', (dnsEntryTTLSeconds, findings) => {
    expect(judge({ controllers: { shoot: { dnsEntryTTLSeconds } } })).toHaveLength(findings);
  });

  test('needs hours of grace for the purposes of a grace period, and purposes that exist', () => {
    const config = { deletionGracePeriodHours: 0, deletionGracePeriodShootPurposes: ['production', 'fun'] };
    expect(judge({ controllers: { backupEntry: config } } as unknown as Config)).toEqual([
      'GARDENLETCONFIG-GRACE-PURPOSES-HOURS forbidden controllers.backupEntry.deletionGracePeriodShootPurposes',
      'GARDENLETCONFIG-GRACE-PURPOSE notSupported controllers.backupEntry.deletionGracePeriodShootPurposes[1]',
    ]);
  });

  test('rotates client certificates in a window inside their validity', () => {
    const kubeconfigValidity = {
      validity: '9m59s',
      autoRotationJitterPercentageMin: 0,
      autoRotationJitterPercentageMax: 101,
    };
    const path = 'gardenClientConnection.kubeconfigValidity';
    expect(judge({ gardenClientConnection: { kubeconfigValidity, burst: -1 } })).toEqual([
      'CLIENT-CONNECTION-BURST invalid gardenClientConnection.burst',
      `GARDENLETCONFIG-KUBECONFIG-VALIDITY invalid ${path}.validity`,
      `GARDENLETCONFIG-ROTATION-MINIMUM invalid ${path}.autoRotationJitterPercentageMin`,
      `GARDENLETCONFIG-ROTATION-MAXIMUM invalid ${path}.autoRotationJitterPercentageMax`,
    ]);
    const same = { validity: '10m', autoRotationJitterPercentageMin: 80, autoRotationJitterPercentageMax: 80 };
    expect(judge({ gardenClientConnection: { kubeconfigValidity: same } })).toEqual([
      `GARDENLETCONFIG-ROTATION-ORDER invalid ${path}.autoRotationJitterPercentageMin`,
    ]);
  });

  test('judges leader election only where it is on, and an absent time as zero', () => {
    expect(judge({ leaderElection: { leaderElect: false, leaseDuration: '-1s' } })).toEqual([]);
    const names = { resourceLock: 'leases', resourceName: 'a', resourceNamespace: 'garden' };
    expect(judge({ leaderElection: { leaderElect: true, leaseDuration: '1s', retryPeriod: '2s', ...names } })).toEqual([
      'LEADER-ELECTION-RENEW invalid leaderElection.renewDeadline',
    ]);
    expect(judge({ leaderElection: { leaderElect: true, leaseDuration: '9s', renewDeadline: '10s' } })).toEqual([
      'LEADER-ELECTION-RETRY invalid leaderElection.retryPeriod',
      'LEADER-ELECTION-LEASE-BELOW-RENEW invalid leaderElection.leaseDuration',
      'LEADER-ELECTION-LOCK required leaderElection.resourceLock',
      'LEADER-ELECTION-NAMESPACE required leaderElection.resourceNamespace',
      'LEADER-ELECTION-NAME required leaderElection.resourceName',
    ]);
  });

  test('warns of a leader election that upstream accepts and that ends the process at start', () => {
    const names = { resourceLock: 'leases', resourceName: 'a', resourceNamespace: 'garden' };
    const election = { leaderElect: true, leaseDuration: '10s', renewDeadline: '10s', retryPeriod: '9s', ...names };
    expect(judge({ leaderElection: election })).toEqual([
      'LEADER-ELECTION-CRASH warning leaderElection.leaseDuration',
      'LEADER-ELECTION-CRASH warning leaderElection.renewDeadline',
    ]);
  });

  test('compares reservations with the capacity in whole units', () => {
    const resources = { capacity: { shoots: '250', cpu: '1500m' }, reserved: { shoots: 251, cpu: '2', pods: 1 } };
    expect(judge({ resources })).toEqual([
      'GARDENLETCONFIG-RESERVED-ABOVE-CAPACITY invalid resources.reserved.shoots',
      'GARDENLETCONFIG-RESERVED-WITHOUT-CAPACITY invalid resources.reserved.pods',
    ]);
  });

  test('takes plain IP addresses for gateways, names and classes of handlers', () => {
    const config: Config = {
      sni: { ingress: { serviceExternalIP: 'fe80::1%eth0' } },
      exposureClassHandlers: [
        {
          name: 'Internet',
          loadBalancerService: { class: 'a b' },
          sni: { ingress: { serviceExternalIP: '1.2.3' } },
        },
        { name: 'internet', sni: { ingress: { serviceExternalIP: '2001:db8::1' } } },
      ],
    };
    expect(judge(config)).toEqual([
      'GARDENLETCONFIG-SNI-EXTERNAL-IP invalid sni.ingress.serviceExternalIP',
      'NM-06 invalid exposureClassHandlers[0].name',
      'GARDENLETCONFIG-HANDLER-CLASS invalid exposureClassHandlers[0].loadBalancerService.class',
      'GARDENLETCONFIG-HANDLER-EXTERNAL-IP invalid exposureClassHandlers[0].sni.ingress.serviceExternalIP',
    ]);
  });

  test('takes an empty log level for the default', () => {
    expect(judge({ logLevel: '', logFormat: '' } as unknown as Config)).toEqual([]);
    expect(judge({ logLevel: 'trace', logFormat: 'yaml' } as unknown as Config)).toEqual([
      'GARDENLETCONFIG-LOG-LEVEL notSupported logLevel',
      'GARDENLETCONFIG-LOG-FORMAT notSupported logFormat',
    ]);
  });

  test('names the whole path where it is part of another object', () => {
    const report = new Report();
    const path = FieldPath.of('spec', 'config');
    validateGardenletConfiguration({ logLevel: 'trace' } as unknown as Config, path, report);
    expect(brief(report)).toEqual(['GARDENLETCONFIG-LOG-LEVEL notSupported spec.config.logLevel']);
  });

  test('judges the seed in it, new and changed', () => {
    const report = new Report();
    const seed = (pods: string): Config => ({ seedConfig: { spec: { networks: { pods, services: '10.1.0.0/16' } } } });
    validateGardenletConfigurationFileUpdate(seed('10.2.0.0/16'), seed('10.3.0.0/16'), report);
    expect(report.findings.map(({ type, path }) => `${type} ${path}`)).toEqual([
      'invalid seedConfig.spec.networks.pods',
      'required seedConfig.spec.dns.internal',
    ]);
  });
});

describe('a gardenlet configuration inside another object', () => {
  function embedded(config: Config, bootstrap: string, mergeWithParent = false): string[] {
    const report = new Report();
    validateEmbeddedConfiguration(config, { bootstrap, mergeWithParent }, FieldPath.of('config'), report);
    return brief(report);
  }

  test('does not name the seed', () => {
    const config: Config = { seedConfig: { metadata: { name: 'soil' }, spec: {} } };
    expect(embedded(config, 'BootstrapToken')).toContain('GL-01 forbidden config.seedConfig.metadata.name');
  });

  test('is a GardenletConfiguration, and nothing else is judged otherwise', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', logLevel: 'trace' } as unknown as Config;
    expect(embedded(config, 'None')).toEqual(['GL-12 invalid config.apiVersion', 'GL-12 invalid config.kind']);
  });

  test('has no kubeconfig of the garden when the gardenlet bootstraps itself', () => {
    const config: Config = { gardenClientConnection: { kubeconfig: '/etc/gardenlet' } };
    const expected = ['GARDENLET-KUBECONFIG-WITH-BOOTSTRAP forbidden config.gardenClientConnection.kubeconfig'];
    expect(embedded(config, 'ServiceAccount')).toEqual(expected);
    expect(embedded(config, 'BootstrapToken')).toEqual(expected);
    expect(embedded(config, 'None')).toEqual([]);
  });

  test('needs a kubeconfig of the garden when nobody else brings one', () => {
    const config: Config = { gardenClientConnection: { bootstrapKubeconfig: { name: 'a' }, kubeconfigSecret: {} } };
    const others = [
      'GARDENLET-BOOTSTRAP-KUBECONFIG forbidden config.gardenClientConnection.bootstrapKubeconfig',
      'GARDENLET-KUBECONFIG-SECRET forbidden config.gardenClientConnection.kubeconfigSecret',
    ];
    expect(embedded(config, 'None')).toEqual([
      'GARDENLET-KUBECONFIG-MISSING required config.gardenClientConnection.kubeconfig',
      ...others,
    ]);
    expect(embedded(config, 'None', true)).toEqual(others);
  });
});
