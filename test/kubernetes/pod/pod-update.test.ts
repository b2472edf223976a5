import type { Pod } from '../../../imports/core/v1';
import type { Loose } from '../../../lib/core/loose';
import { validatePodUpdate } from '../../../lib/kubernetes/pod/pod-update';
import { Report } from '../../../lib/rules/report';
import { podOf, type PodParts } from './judged-pod';

const gated = { schedulingGates: [{ name: 'example.com/a' }], nodeSelector: { pool: 'gpu' } };
const expressions = (...keys: string[]): PodParts => ({
  spec: {
    ...gated,
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: keys.map(key => ({ key, operator: 'Exists' as const })) }],
        },
      },
    },
  },
});

/** Verdicts of kube-apiserver 1.36.3. */
const cases: readonly (readonly [does: string, old: PodParts, next: PodParts, errors: readonly string[]])[] = [
  ['changes images', {}, { container: { image: 'web:2' } }, []],
  [
    'keeps the policy that an image brings',
    {},
    { container: { image: 'web:latest' } },
    ['POD-CHANGE spec containers[0].imagePullPolicy'],
  ],
  ['keeps its containers', {}, { more: [{ name: 'b', image: 'b' }] }, ['POD-CHANGE-CONTAINERS spec.containers']],
  ['says which field changed', {}, { container: { workingDir: '/a' } }, ['POD-CHANGE spec containers[0].workingDir']],
  [
    'takes a default that is written out for no change',
    { container: { ports: [{ containerPort: 80 }], resources: { limits: { cpu: '1' } } } },
    {
      container: { ports: [{ containerPort: 80, protocol: 'TCP' }], resources: { limits: { cpu: '1000m' } } },
      spec: { restartPolicy: 'Always', terminationGracePeriodSeconds: 30, hostNetwork: false },
    },
    [],
  ],
  ['lowers a deadline', { spec: { activeDeadlineSeconds: 100 } }, { spec: { activeDeadlineSeconds: 50 } }, []],
  [
    'does not raise a deadline',
    { spec: { activeDeadlineSeconds: 100 } },
    { spec: { activeDeadlineSeconds: 101 } },
    ['POD-CHANGE-DEADLINE spec.activeDeadlineSeconds'],
  ],
  [
    'adds tolerations and changes their seconds',
    { spec: { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute' }] } },
    {
      spec: {
        tolerations: [
          { key: 'b', operator: 'Exists' },
          { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 },
        ],
      },
    },
    [],
  ],
  [
    'does not remove tolerations',
    { spec: { tolerations: [{ key: 'a', operator: 'Exists' }] } },
    {},
    ['POD-CHANGE-TOLERATIONS spec.tolerations'],
  ],
  ['removes scheduling gates', { spec: gated }, { spec: { nodeSelector: { pool: 'gpu' } } }, []],
  [
    'does not add scheduling gates',
    {},
    { spec: { schedulingGates: [{ name: 'example.com/b' }] } },
    ['POD-CHANGE-GATES spec.schedulingGates[0].name'],
  ],
  [
    'keeps its node selector',
    { spec: { nodeSelector: { pool: 'gpu' } } },
    { spec: { nodeSelector: { pool: 'gpu', zone: 'a' } } },
    ['POD-CHANGE spec nodeSelector'],
  ],
  [
    'narrows its node selector while it is gated',
    { spec: gated },
    { spec: { ...gated, nodeSelector: { pool: 'gpu', zone: 'a' } } },
    [],
  ],
  [
    'does not change its node selector while it is gated',
    { spec: gated },
    { spec: { ...gated, nodeSelector: { pool: 'cpu' } } },
    ['POD-CHANGE-PLACEMENT spec.nodeSelector'],
  ],
  ['adds to the terms of its nodes while it is gated', expressions('a'), expressions('a', 'b'), []],
  [
    'takes nothing from the terms of its nodes',
    expressions('a', 'b'),
    expressions('a'),
    [
      'POD-CHANGE-PLACEMENT spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]',
    ],
  ],
];

function changed(old: PodParts, next: PodParts): readonly string[] {
  const report = new Report();
  validatePodUpdate(podOf(next), podOf(old), report);
  return report.findings.map(({ rule, path, message }) => {
    const field = /, here spec\.(.*)$/.exec(message)?.[1];
    return field === undefined ? `${rule} ${path}` : `${rule} ${path} ${field}`;
  });
}

describe('A Pod that is there', () => {
  it.each(cases)('%s', (_does, old, next, errors) => {
    expect(changed(old, next)).toEqual(errors);
  });

  it('keeps its annotations about AppArmor', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/main';
    const pod = (annotations: Readonly<Record<string, string>>): Loose<Pod> => ({
      ...podOf({}),
      metadata: { name: 'web', namespace: 'shop', annotations },
    });
    const report = new Report();
    validatePodUpdate(pod({ [key]: 'unconfined', other: 'a' }), pod({ [key]: 'runtime/default' }), report);
    expect(report.findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      `POD-CHANGE-ANNOTATION metadata.annotations[${key}]`,
    ]);
  });
});
