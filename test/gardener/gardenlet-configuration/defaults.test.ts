import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import {
  defaultEmbeddedConfiguration,
  defaultGardenletConfiguration,
} from '../../../lib/gardener/gardenlet-configuration/defaults';
import { validateGardenletConfigurationFile } from '../../../lib/gardener/gardenlet-configuration/validation';
import { Report } from '../../../lib/rules/report';

type Config = Loose<GardenletConfiguration>;

describe('the defaults of a gardenlet configuration', () => {
  test('fill an empty file completely, and the result is valid', () => {
    const report = new Report();
    const config = defaultGardenletConfiguration({});
    validateGardenletConfigurationFile(config, report);
    expect(report.findings).toEqual([]);
    expect(config.leaderElection).toEqual({
      leaderElect: true,
      leaseDuration: '15s',
      renewDeadline: '10s',
      retryPeriod: '2s',
      resourceLock: 'leases',
      resourceName: 'gardenlet-leader-election',
      resourceNamespace: 'garden',
    });
    expect(config.controllers?.shootCare).toEqual({
      concurrentSyncs: 20,
      syncPeriod: '1m0s',
      staleExtensionHealthChecks: { enabled: true, threshold: '5m0s' },
    });
    expect(config.controllers?.shootStatus).toBeUndefined();
  });

  test('take zero for "not set" only in fields that are no pointers upstream', () => {
    const config = defaultGardenletConfiguration({
      gardenClientConnection: { qps: 0, burst: 0 },
      controllers: { shoot: { concurrentSyncs: 0 }, backupEntry: { deletionGracePeriodHours: -1 } },
      leaderElection: { leaderElect: false, leaseDuration: '0s' },
      server: { metrics: { port: 0, bindAddress: '::' } },
    });
    expect(config.gardenClientConnection).toMatchObject({ qps: 50, burst: 100 });
    expect(config.controllers?.shoot?.concurrentSyncs).toBe(0);
    expect(config.controllers?.backupEntry?.deletionGracePeriodHours).toBe(0);
    expect(config.leaderElection).toMatchObject({ leaderElect: false, leaseDuration: '15s' });
    expect(config.server).toEqual({ healthProbes: { port: 2728 }, metrics: { port: 2729, bindAddress: '::' } });
  });

  test('let every log store follow the switch for logging', () => {
    expect(defaultGardenletConfiguration({ logging: { enabled: true, vali: { enabled: false } } }).logging).toEqual({
      enabled: true,
      vali: { enabled: false, garden: { storage: '100Gi' } },
      victoriaLogs: { enabled: true, garden: { storage: '100Gi' } },
      shootEventLogging: { enabled: true },
    });
  });

  test('give every exposure class handler a gateway of its own', () => {
    const config: Config = { exposureClassHandlers: [{ name: 'internet', sni: { ingress: { serviceName: 'gw' } } }] };
    expect(defaultGardenletConfiguration(config).exposureClassHandlers?.[0]?.sni).toEqual({
      ingress: {
        namespace: 'istio-ingress-handler-internet',
        serviceName: 'gw',
        labels: { app: 'istio-ingressgateway', 'gardener.cloud/role': 'exposureclass-handler' },
      },
    });
  });

  test('inside another object are the number of shoots alone', () => {
    expect(defaultEmbeddedConfiguration({ resources: { capacity: { cpu: 8 } } })).toEqual({
      apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
      kind: 'GardenletConfiguration',
      resources: { capacity: { shoots: '250', cpu: 8 } },
    });
  });
});
