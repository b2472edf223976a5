// Versions that no cluster of a Gardener landscape serves, kinds in the wrong group, and what their fields are called today.
import { saidEach } from './run';

const object = (apiVersion: string, kind: string, fields = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: NAME, namespace: garden-dev }\n${fields}\n`;
const toV1 = (apiVersion: string, successor: string, rest = ''): string =>
  `apiVersion: ${apiVersion} is no longer served${rest}, use ${successor}`;

/** Version, kind, other fields; what is said about versions and unknown fields. */
const cases: readonly (readonly [apiVersion: string, kind: string, fields: string, ...said: string[]])[] = [
  // Gardener
  [
    'core.gardener.cloud/v1alpha1',
    'Seed',
    '',
    `${toV1('core.gardener.cloud/v1alpha1', 'v1beta1')} (write apiVersion: core.gardener.cloud/v1beta1)`,
  ],
  [
    'core.gardener.cloud/v1alpha1',
    'Project',
    'spec: { memberss: [] }',
    `${toV1('core.gardener.cloud/v1alpha1', 'v1beta1')} (write apiVersion: core.gardener.cloud/v1beta1)`,
    'spec.memberss: unknown field (did you mean members)',
  ],
  [
    'garden.sapcloud.io/v1beta1',
    'Shoot',
    'spec: { cloud: { profile: a } }',
    `${toV1('garden.sapcloud.io/v1beta1 Shoot', 'core.gardener.cloud/v1beta1')} (write apiVersion: core.gardener.cloud/v1beta1)`,
    'spec.cloud: unknown field',
  ],
  [
    'seedmanagement.gardener.cloud/v1beta1',
    'ManagedSeed',
    '',
    'apiVersion: seedmanagement.gardener.cloud/v1beta1 is not served, use v1alpha1 (write apiVersion: seedmanagement.gardener.cloud/v1alpha1)',
  ],
  [
    'operator.gardener.cloud/v1',
    'Garden',
    '',
    'apiVersion: operator.gardener.cloud/v1 is not served, use v1alpha1 (write apiVersion: operator.gardener.cloud/v1alpha1)',
  ],
  // groups
  [
    'core.gardener.cloud/v1beta1',
    'CredentialsBinding',
    '',
    'apiVersion: core.gardener.cloud/v1beta1 has no kind CredentialsBinding (write apiVersion: security.gardener.cloud/v1alpha1)',
  ],
  [
    'operator.gardener.cloud/v1alpha1',
    'Gardenlet',
    '',
    'apiVersion: operator.gardener.cloud/v1alpha1 has no kind Gardenlet (write apiVersion: seedmanagement.gardener.cloud/v1alpha1)',
  ],
  ['v1', 'Deployment', '', 'apiVersion: v1 has no kind Deployment (write apiVersion: apps/v1)'],
  ['apps/v1', 'Pod', '', 'apiVersion: apps/v1 has no kind Pod (write apiVersion: v1)'],
  [
    'core.gardner.cloud/v1beta1',
    'Shoot',
    '',
    'apiVersion: no group core.gardner.cloud with a kind Shoot is known (did you mean core.gardener.cloud/v1beta1)',
  ],
  // Flux
  [
    'kustomize.toolkit.fluxcd.io/v1beta2',
    'Kustomization',
    'spec: { intervall: 1m }',
    `${toV1('kustomize.toolkit.fluxcd.io/v1beta2', 'v1')} (write apiVersion: kustomize.toolkit.fluxcd.io/v1)`,
    'spec.intervall: unknown field (did you mean interval)',
  ],
  [
    'helm.toolkit.fluxcd.io/v2beta1',
    'HelmRelease',
    'spec: { chart: { spec: { valuesFile: a } } }',
    `${toV1('helm.toolkit.fluxcd.io/v2beta1', 'v2')} (write apiVersion: helm.toolkit.fluxcd.io/v2)`,
    'spec.chart.spec.valuesFile: unknown field (did you mean valuesFiles)',
  ],
  // Kubernetes
  [
    'extensions/v1beta1',
    'Deployment',
    'spec: { replica: 1 }',
    `${toV1('extensions/v1beta1 Deployment', 'apps/v1', ' since Kubernetes 1.16')} (write apiVersion: apps/v1)`,
    'spec.replica: unknown field (did you mean replicas)',
  ],
  [
    'networking.k8s.io/v1beta1',
    'Ingress',
    'spec: { rules: [{ http: { paths: [{ backend: { serviceName: a } }] } }] }',
    `${toV1('networking.k8s.io/v1beta1 Ingress', 'networking.k8s.io/v1', ' since Kubernetes 1.22')} (write apiVersion: networking.k8s.io/v1)`,
    'spec.rules[0].http.paths[0].backend.serviceName: unknown field (did you mean service.name)',
  ],
  [
    'autoscaling/v2beta2',
    'HorizontalPodAutoscaler',
    'spec: { metrics: [{ resource: { targetAverageUtilization: 80 } }] }',
    `${toV1('autoscaling/v2beta2 HorizontalPodAutoscaler', 'autoscaling/v2', ' since Kubernetes 1.26')} (write apiVersion: autoscaling/v2)`,
    'spec.metrics[0].resource.targetAverageUtilization: unknown field (did you mean target.averageUtilization)',
  ],
  [
    'policy/v1beta1',
    'PodSecurityPolicy',
    '',
    'apiVersion: policy/v1beta1 PodSecurityPolicy is no longer served since Kubernetes 1.25, and nothing took its place (remove the object)',
  ],
  [
    'batch/v1beta1',
    'CronJob',
    'spec: { timezone: a }',
    `${toV1('batch/v1beta1 CronJob', 'batch/v1', ' since Kubernetes 1.25')} (write apiVersion: batch/v1)`,
    'spec.timezone: unknown field (did you mean timeZone)',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema',
    '',
    `${toV1('flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema', 'flowcontrol.apiserver.k8s.io/v1', ' since Kubernetes 1.32')} (write apiVersion: flowcontrol.apiserver.k8s.io/v1)`,
  ],
  // what clusters serve, or may serve
  ['autoscaling/v1', 'HorizontalPodAutoscaler', ''],
  ['networking.k8s.io/v1beta1', 'IPAddress', ''],
  ['v1', 'Binding', ''],
  ['events.k8s.io/v1', 'Event', ''],
  ['projectcalico.org/v3', 'NetworkPolicy', ''],
  ['machine.sapcloud.io/v1alpha1', 'MachineDeployment', ''],
];

describe('versions and groups', () => {
  it('that no cluster serves are errors, and the fields are judged as those of the version that is', () => {
    const named = cases.map(([apiVersion, kind, fields, ...said], position) => ({
      name: `${position}: ${apiVersion} ${kind}`,
      text: object(apiVersion, kind, fields).replace('NAME', `n${position}`),
      said,
    }));
    const texts = Object.fromEntries(named.map(({ name, text }) => [name, text]));
    expect(saidEach(/^SCHEMA-(?:NOT-SERVED|UNKNOWN-FIELD)$/, texts)).toEqual(
      Object.fromEntries(named.map(({ name, said }) => [name, said])),
    );
  });

  it('of Kubernetes that Gardener dropped, or does not know yet, are told apart', () => {
    const shoot = (version: string): string =>
      object('core.gardener.cloud/v1beta1', 'Shoot', `spec: { kubernetes: { version: ${version} } }`).replace(
        'NAME',
        `v${version.replaceAll('.', '-')}`,
      );
    const said = (fix: string): string =>
      `spec.kubernetes.version: the Kubernetes version must be one that this version of Gardener supports (${fix})`;
    expect(saidEach(/^VS-06$/, { old: shoot('1.31.4'), known: shoot('1.36.1'), next: shoot('1.37.0') })).toEqual({
      old: [said('upgrade the cluster before Gardener drops its version')],
      known: [],
      next: [said('take one that is supported, or upgrade Gardener first')],
    });
  });
});
