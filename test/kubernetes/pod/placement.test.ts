import { errorsOf, type PodParts } from './judged-pod';

/** Paths and verdicts are those of kube-apiserver 1.36.3. */
const cases: readonly (readonly [does: string, parts: PodParts, errors: readonly string[]])[] = [
  [
    'needs terms, operators and values that fit each other',
    {
      spec: {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    { key: 'a', operator: 'In' },
                    { key: 'a', operator: 'Exists', values: ['b'] },
                    { key: 'a', operator: 'Gt', values: ['1', '2'] },
                    { key: 'a', operator: 'In', values: ['b c'] },
                  ],
                  matchFields: [{ key: 'metadata.uid', operator: 'In', values: ['a'] }],
                },
              ],
            },
          },
        },
      },
    },
    [
      'POD-NODE-VALUES spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values',
      'POD-NODE-VALUES spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[1].values',
      'POD-NODE-VALUES spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[2].values',
      'POD-NODE-VALUE spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[3].values[0]',
      'POD-NODE-FIELD spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key',
    ],
  ],
  [
    'may prefer values that no label has',
    {
      spec: {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 101, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] } },
            ],
          },
        },
      },
    },
    ['POD-AFFINITY-WEIGHT spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight'],
  ],
  [
    'is near a topology in namespaces by name',
    {
      spec: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: 'a b', namespaces: ['A'], labelSelector: { matchLabels: { app: 'web' } } },
            ],
          },
        },
      },
    },
    [
      'POD-AFFINITY-NAMESPACE spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace',
      'POD-AFFINITY-TOPOLOGY spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey',
    ],
  ],
  [
    'narrows a selector by keys of labels',
    {
      spec: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: 'kubernetes.io/hostname', matchLabelKeys: ['a'] },
            ],
          },
        },
      },
    },
    [
      'POD-LABEL-KEYS-SELECTOR spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys',
    ],
  ],
  [
    'selects a label in one way, which the labels of a Pod decide',
    {
      spec: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              {
                topologyKey: 'kubernetes.io/hostname',
                labelSelector: { matchLabels: { app: 'web' } },
                matchLabelKeys: ['app', 'other'],
                mismatchLabelKeys: ['other'],
              },
            ],
          },
        },
      },
    },
    [
      'POD-LABEL-KEYS-TWICE spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0][0]',
      'POD-LABEL-KEYS-TWICE spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[1]',
    ],
  ],
  [
    'holds back for domains with DoNotSchedule only',
    {
      spec: {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            minDomains: 2,
            labelSelector: { matchLabels: { app: 'web' } },
          },
        ],
      },
    },
    ['POD-SPREAD-DOMAINS spec.topologySpreadConstraints[0].minDomains'],
  ],
  [
    'waits for gates of qualified names, without a node',
    { spec: { nodeName: 'a', schedulingGates: [{ name: 'a b' }], readinessGates: [{ conditionType: 'c d' }] } },
    [
      'POD-GATE-NAME spec.readinessGates[0].conditionType',
      'POD-GATE-NAME spec.schedulingGates[0]',
      'POD-GATED-NODE spec.nodeName',
    ],
  ],
  [
    'resolves names as Linux does',
    {
      spec: {
        dnsConfig: {
          nameservers: ['010.0.0.1', '::ffff:1.2.3.4', 'fe80::1%eth0', '1.1.1.1'],
          searches: ['.', '_a.b.', 'A'],
          options: [{ value: 'a' }],
        },
      },
    },
    [
      'POD-DNS-TOO-MANY spec.dnsConfig.nameservers',
      'POD-DNS-ADDRESS spec.dnsConfig.nameservers[0]',
      'POD-DNS-ADDRESS spec.dnsConfig.nameservers[1]',
      'POD-DNS-ADDRESS spec.dnsConfig.nameservers[2]',
      'POD-DNS-NAME spec.dnsConfig.searches[2]',
      'POD-DNS-NAME spec.dnsConfig.options[0]',
    ],
  ],
  [
    'needs a nameserver without a policy',
    { spec: { dnsPolicy: 'None', dnsConfig: { searches: ['a'] } } },
    ['POD-DNS-MISSING spec.dnsConfig.nameservers'],
  ],
  [
    'has one host name',
    {
      spec: {
        hostname: 'a.b',
        hostnameOverride: 'A',
        setHostnameAsFQDN: true,
        hostAliases: [{ ip: '1.2.3', hostnames: ['A'] }],
      },
    },
    [
      'POD-HOSTNAME spec.hostname',
      'POD-HOSTNAME-OVERRIDE spec.hostnameOverride',
      'POD-HOSTNAME spec.hostnameOverride',
      'POD-DNS-ADDRESS spec.hostAliases[0].ip',
      'POD-DNS-NAME spec.hostAliases[0].hostnames[0]',
    ],
  ],
  [
    'has names and a deadline',
    { spec: { serviceAccountName: 'A', runtimeClassName: '', activeDeadlineSeconds: 2147483648 } },
    [
      'POD-REFERENCE spec.serviceAccountName',
      'POD-REFERENCE spec.runtimeClassName',
      'POD-DEADLINE spec.activeDeadlineSeconds',
    ],
  ],
  [
    'tells an overhead like limits',
    { spec: { overhead: { gpu: '1' } } },
    ['POD-RESOURCE-NAME spec.overhead.limits[gpu]'],
  ],
];

describe('The place of a Pod', () => {
  it.each(cases)('%s', (_does, parts, errors) => {
    expect(errorsOf(parts)).toEqual(errors);
  });
});
