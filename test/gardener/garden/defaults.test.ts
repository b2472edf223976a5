import { defaultGarden } from '../../../lib/gardener/garden/defaults';
import { garden } from './gardens';

describe('the defaults of a Garden', () => {
  test('are those of the CRD, and make both API servers encrypt in the same way', () => {
    const kubernetes = {
      version: '1.34.2',
      kubeAPIServer: {
        encryptionConfig: { provider: { type: 'secretbox' } },
        auditWebhook: { kubeconfigSecretName: 'a' },
      },
    };
    const spec = defaultGarden(garden({}, { kubernetes, gardener: { gardenerScheduler: {} } })).spec;
    expect(spec?.runtimeCluster?.networking?.ipFamilies).toEqual(['IPv4']);
    expect(spec?.virtualCluster?.kubernetes).toEqual({
      version: '1.34.2',
      kubeAPIServer: {
        requests: { maxNonMutatingInflight: 400, maxMutatingInflight: 200 },
        eventTTL: '1h0m0s',
        logging: { verbosity: 2 },
        encryptionConfig: { provider: { type: 'secretbox' } },
        auditWebhook: { kubeconfigSecretName: 'a', batchMaxSize: 30, version: 'audit.k8s.io/v1' },
      },
      kubeControllerManager: { certificateSigningDuration: '48h' },
    });
    expect(spec?.virtualCluster?.gardener).toEqual({
      gardenerScheduler: { logLevel: 'info', strategy: 'SameRegion' },
      gardenerAPIServer: { encryptionConfig: { provider: { type: 'secretbox' } } },
    });
  });
});
