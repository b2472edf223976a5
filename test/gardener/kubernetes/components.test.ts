import { FieldPath } from '../../../lib/core/field-path';
import { validateAdmissionPlugins } from '../../../lib/gardener/kubernetes/admission-plugins';
import { validateKubeApiServer } from '../../../lib/gardener/kubernetes/api-server';
import { minimums, validateControlPlaneAutoscaling } from '../../../lib/gardener/kubernetes/autoscaling';
import { validateEncryptionConfig } from '../../../lib/gardener/kubernetes/encryption';
import { validateFeatureGates, validateVpaFeatureGates } from '../../../lib/gardener/kubernetes/feature-gates';
import { imagePatternProblem } from '../../../lib/gardener/kubernetes/image-pattern';
import { validateIssuerUrl } from '../../../lib/gardener/kubernetes/issuer';
import { podSecurityProblem } from '../../../lib/gardener/kubernetes/pod-security';
import { validateRuntimeConfig } from '../../../lib/gardener/kubernetes/runtime-config';
import { kubernetesVersion } from '../../../lib/gardener/kubernetes/version';
import { Report } from '../../../lib/rules/report';

const path = FieldPath.of('x');

/** `<type> <path>` of all findings. */
function found(validate: (report: Report) => void): string[] {
  const report = new Report();
  validate(report);
  return report.findings.map(finding => `${finding.type ?? ''} ${finding.path}`);
}

describe('feature gates', () => {
  const judge = (gates: Record<string, boolean>, version: string): string[] =>
    found(report => validateFeatureGates(gates, kubernetesVersion(version), path, report));

  test('are refused when unknown, out of range, or against a lock', () => {
    expect(judge({ Nope: true }, '1.34.2')).toEqual(['invalid x.Nope']);
    expect(judge({ APIListChunking: true }, '1.33.0')).toEqual(['forbidden x.APIListChunking']);
    expect(judge({ APIServerTracing: false }, '1.34.0')).toEqual(['forbidden x.APIServerTracing']);
    expect(judge({ APIServerTracing: false }, '1.33.9')).toEqual([]);
    expect(judge({ APIServerTracing: true }, '1.34.0')).toEqual([]);
    expect(judge({ constructor: true }, '1.34.0')).toEqual(['invalid x.constructor']);
  });

  test('cannot be judged without a version', () => {
    expect(judge({ APIServerTracing: true }, 'x')).toEqual(['invalid x.APIServerTracing']);
  });

  test('tell what was meant', () => {
    const report = new Report();
    validateFeatureGates({ NodeSwapp: true }, kubernetesVersion('1.34.2'), path, report);
    expect(report.findings[0]?.fix).toBe('write NodeSwap');
  });

  test('of the vertical pod autoscaler are three', () => {
    expect(found(report => validateVpaFeatureGates({ InPlace: true, Other: true }, path, report))).toEqual([
      'invalid x.Other',
    ]);
  });
});

describe('fields that Kubernetes 1.35 no longer has', () => {
  test.each([
    ['1.34.2', ['K8S-API-ANONYMOUS-DEPRECATED warning', 'K8S-WATCH-CACHE-DEFAULT-DEPRECATED warning']],
    ['1.35.0', ['K8S-API-ANONYMOUS-GONE error', 'K8S-WATCH-CACHE-DEFAULT-GONE error']],
  ])('are told before the upgrade and refused after it: %s', (version, expected) => {
    const report = new Report();
    const encryption = { alwaysEncrypted: [], autoRotation: undefined };
    const context = { version: kubernetesVersion(version), workerless: false, encryption };
    const config = { enableAnonymousAuthentication: false, watchCacheSizes: { default: 5 } };
    validateKubeApiServer(config, context, path, report);
    expect(report.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(expected);
  });
});

describe('admission plugins', () => {
  const judge = (plugin: object, version = '1.34.2'): string[] =>
    found(report => validateAdmissionPlugins([plugin], kubernetesVersion(version), path, report));

  test.each([
    [{}, 'required x[0].name'],
    [{ name: 'Nope' }, 'invalid x[0].name'],
    [{ name: 'PersistentVolumeLabel' }, 'forbidden x[0].name'],
    [{ name: 'LimitRanger', config: {} }, 'forbidden x[0].config'],
    [{ name: 'Priority', disabled: true }, 'forbidden x[0]'],
    [{ name: 'LimitRanger', kubeconfigSecretName: 'a' }, 'forbidden x[0].kubeconfigSecretName'],
    [{ name: 'PodSecurity', config: { kind: 'Other' } }, 'invalid x[0].config'],
  ])('refuse %j', (plugin, expected) => {
    expect(judge(plugin)).toEqual([expected]);
  });

  test('are an internal error without a version, and then nothing else', () => {
    expect(judge({ name: 'Nope' }, '')).toEqual(['internal x']);
  });

  test('take a PodSecurityConfiguration of any version with fields of the right types', () => {
    const config = { apiVersion: 'pod-security.admission.config.k8s.io/v1beta1', kind: 'PodSecurityConfiguration' };
    expect(podSecurityProblem({ ...config, other: 1, defaults: { enforce: 'odd' } })).toBeUndefined();
    expect(podSecurityProblem({ ...config, defaults: { enforce: 1 } })).toBe('defaults.enforce has a wrong type');
    expect(podSecurityProblem({ ...config, exemptions: { usernames: 'a' } })).toBe(
      'exemptions.usernames has a wrong type',
    );
  });
});

describe('APIs', () => {
  const judge = (api: string, enabled: boolean, workerless = false): string[] =>
    found(report =>
      validateRuntimeConfig({ [api]: enabled }, { version: kubernetesVersion('1.34.2'), workerless }, path, report),
    );

  test.each([
    ['a/b/c/d', true, 'invalid x[a/b/c/d]'],
    ['nope/v1', true, 'invalid x[nope/v1]'],
    ['apps/v1', false, 'forbidden x[apps/v1]'],
    ['v1', false, 'forbidden x[v1]'],
    ['v1/pods', false, 'forbidden x[v1/pods]'],
  ])('refuse %s: %s', (api, enabled, expected) => {
    expect(judge(api, enabled)).toEqual([expected]);
  });

  test('may be switched on whatever Gardener needs', () => {
    expect(judge('apps/v1', true)).toEqual([]);
  });
});

describe('issuers', () => {
  test.each([
    ['https://issuer.example.org/path', 0],
    ['https://issuer.example.org:8443', 0],
    ['HTTPS://[2001:db8::1]:443/', 0],
    ['https://a?', 0],
    ['https://a#', 0],
    ['http://a', 1],
    ['https://', 1],
    ['https://u:p@a', 1],
    ['https://a?b=c', 1],
    ['https://a#b', 1],
    ['https://a b', 1],
    ['https://a/%zz', 1],
    ['issuer', 2],
    ['', 2],
  ])('%s has %i problems', (url, count) => {
    expect(found(report => validateIssuerUrl(url, path, report))).toHaveLength(count);
  });

  test('do not show a password', () => {
    const report = new Report();
    validateIssuerUrl('https://user:hush@host', path, report);
    expect(JSON.stringify(report.findings)).not.toContain('hush');
  });
});

describe('patterns of images', () => {
  test.each(['registry.example.org/pause', 'pause', 'host:5000/a/b', 'a/*', 'registry/*', 'a__b/c.d'])(
    'accept %s',
    pattern => {
      expect(imagePatternProblem(pattern)).toBeUndefined();
    },
  );

  test.each(['', ' a', 'a:1', 'host:5000', 'a@sha256:0', '*', '/*', 'a*/b', 'Upper', 'a'.repeat(256)])(
    'refuse "%s"',
    pattern => {
      expect(imagePatternProblem(pattern)).toBeDefined();
    },
  );
});

describe('encryption', () => {
  const judge = (resources: string[], type?: string, autoRotation?: boolean): string[] =>
    found(report => {
      const options = { alwaysEncrypted: ['secrets'], autoRotation };
      validateEncryptionConfig(
        { resources, ...(type && { provider: { type: type as 'aescbc' } }) },
        options,
        path,
        report,
      );
    });

  test('takes a resource once, under each of its names', () => {
    expect(judge(['configmaps', 'configmaps.'])).toEqual(['invalid x.resources[1]', 'duplicate x.resources[1]']);
    expect(judge(['secrets', 'events.events.k8s.io', '*.apps'])).toEqual([
      'forbidden x.resources[0]',
      'invalid x.resources[1]',
      'invalid x.resources[2]',
    ]);
  });

  test('takes aesgcm only with automatic rotation', () => {
    expect(judge([], 'aesgcm', false)).toEqual(['forbidden x.provider.type']);
    expect(judge([], 'aesgcm', true)).toEqual([]);
    expect(judge([], 'rot13')).toEqual(['notSupported x.provider.type']);
  });
});

describe('autoscaling', () => {
  const judge = (minAllowed: Record<string, string>): string[] =>
    found(report => validateControlPlaneAutoscaling({ minAllowed }, minimums.kubeAPIServer, path, report));

  test('bounds cpu and memory from what the component needs', () => {
    expect(judge({})).toEqual(['required x.minAllowed']);
    expect(judge({ cpu: '20m', memory: '200M' })).toEqual([]);
    expect(judge({ cpu: '19m' })).toEqual(['invalid x.minAllowed[cpu]']);
    expect(judge({ pods: '1' })).toEqual(['notSupported x.minAllowed[pods]']);
  });
});
