import { errorsOf, type PodParts } from './judged-pod';

/** Paths and verdicts are those of kube-apiserver 1.36.3. */
const cases: readonly (readonly [does: string, parts: PodParts, errors: readonly string[]])[] = [
  ['needs a container', { spec: { containers: [] } }, ['POD-CONTAINERS-MISSING spec.containers']],
  [
    'takes a name that is a DNS label',
    { container: { name: 'side_car' } },
    ['POD-CONTAINER-NAME spec.containers[0].name'],
  ],
  [
    'takes an image without spaces around it',
    { container: { image: 'web:1 ' } },
    ['POD-CONTAINER-IMAGE spec.containers[0].image'],
  ],
  [
    'tells init containers from containers by name',
    { spec: { initContainers: [{ name: 'main', image: 'b' }] } },
    ['POD-CONTAINER-NAME-TWICE spec.initContainers[0].name'],
  ],
  [
    'forbids probes of an init container that ends',
    {
      spec: {
        initContainers: [
          {
            name: 'init',
            image: 'b',
            readinessProbe: { tcpSocket: { port: 80 } },
            lifecycle: { preStop: { exec: { command: ['a'] } } },
          },
        ],
      },
    },
    ['POD-INIT-PROBE spec.initContainers[0].lifecycle', 'POD-INIT-PROBE spec.initContainers[0].readinessProbe'],
  ],
  [
    'allows probes of a sidecar',
    {
      spec: {
        initContainers: [
          { name: 'init', image: 'b', restartPolicy: 'Always', readinessProbe: { tcpSocket: { port: 80 } } },
        ],
      },
    },
    [],
  ],
  [
    'gives a node port once, also by default in the network of the node',
    {
      container: { ports: [{ containerPort: 80 }] },
      spec: { hostNetwork: true },
      more: [{ name: 'other', image: 'b', ports: [{ containerPort: 80 }] }],
    },
    ['POD-HOST-PORT-TWICE spec.containers[1].ports[0].hostPort'],
  ],
  [
    'tells node ports apart by protocol and address',
    {
      container: {
        ports: [
          { containerPort: 80, hostPort: 80 },
          { containerPort: 81, hostPort: 80, protocol: 'UDP' },
          { containerPort: 82, hostPort: 80, hostIP: '10.0.0.1' },
          { containerPort: 83, hostPort: 80 },
        ],
      },
    },
    ['POD-HOST-PORT-TWICE spec.containers[0].ports[3].hostPort'],
  ],
  [
    'has no node port of its own in the network of the node',
    { container: { ports: [{ containerPort: 80, hostPort: 8080 }] }, spec: { hostNetwork: true } },
    ['POD-HOST-PORT-DIFFERS spec.containers[0].ports[0].hostPort'],
  ],
  [
    'takes port names of 15 characters with a letter, once each',
    {
      container: {
        ports: [
          { containerPort: 1, name: '80' },
          { containerPort: 2, name: 'http' },
          { containerPort: 3, name: 'http' },
          { containerPort: 4, name: 'a-name-too-long-' },
        ],
      },
    },
    [
      'POD-PORT-NAME spec.containers[0].ports[0].name',
      'POD-PORT-NAME-TWICE spec.containers[0].ports[2].name',
      'POD-PORT-NAME spec.containers[0].ports[3].name',
    ],
  ],
  [
    'takes one source of a variable, and no value beside it',
    {
      container: {
        env: [
          { name: 'A', valueFrom: {} },
          { name: 'B', value: 'c', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } },
          { name: 'C', valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 'a', key: 'b' } } },
        ],
      },
    },
    [
      'POD-ENV-SOURCE spec.containers[0].env[0].valueFrom',
      'POD-ENV-SOURCE spec.containers[0].env[1].valueFrom',
      'POD-ENV-SOURCE spec.containers[0].env[2].valueFrom',
    ],
  ],
  [
    'takes few fields of the pod as a variable',
    {
      container: {
        env: [
          { name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.host' } } },
          { name: 'B', valueFrom: { fieldRef: { fieldPath: 'metadata.labels' } } },
          { name: 'C', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a/b/c']" } } },
          { name: 'D', valueFrom: { fieldRef: { fieldPath: "spec.nodeName['a']" } } },
        ],
      },
    },
    [
      'POD-FIELD-REF spec.containers[0].env[1].valueFrom.fieldRef.fieldPath',
      'POD-FIELD-REF-KEY spec.containers[0].env[2].valueFrom.fieldRef',
      'POD-FIELD-REF-KEY spec.containers[0].env[3].valueFrom.fieldRef.fieldPath',
    ],
  ],
  [
    'takes a unit as divisor',
    {
      container: {
        env: [
          { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
          { name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1Mi' } } },
          { name: 'C', valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } },
        ],
      },
    },
    [
      'POD-RESOURCE-DIVISOR spec.containers[0].env[1].valueFrom.resourceFieldRef.divisor',
      'POD-RESOURCE-FIELD-REF spec.containers[0].env[2].valueFrom.resourceFieldRef.resource',
    ],
  ],
  [
    'reports a wrong entry of envFrom at the list',
    { container: { envFrom: [{ prefix: 'a=' }, { configMapRef: { name: 'A' } }] } },
    [
      'POD-ENV-NAME spec.containers[0].envFrom[0].prefix',
      'POD-ENV-FROM-SOURCE spec.containers[0].envFrom',
      'POD-ENV-REFERENCE spec.containers[0].envFrom[1].configMapRef.name',
    ],
  ],
  [
    'reads a variable from an emptyDir only',
    {
      container: {
        env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'settings', path: '../env', key: 'A' } } }],
      },
      spec: { volumes: [{ name: 'settings', configMap: { name: 'a' } }] },
    },
    [
      'POD-ENV-FILE spec.containers[0].env[0].valueFrom.fileKeyRef.path',
      'POD-ENV-FILE-VOLUME spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName',
    ],
  ],
  [
    'does exactly one thing in a probe or hook',
    { container: { livenessProbe: { exec: { command: [] }, grpc: { port: 1 } }, lifecycle: { postStart: {} } } },
    [
      'POD-HANDLER spec.containers[0].lifecycle.postStart',
      'POD-HANDLER spec.containers[0].livenessProbe.grpc',
      'POD-HANDLER-COMMAND spec.containers[0].livenessProbe.exec.command',
    ],
  ],
  [
    'sleeps no longer than the pod may take to end',
    { container: { lifecycle: { preStop: { sleep: { seconds: 31 } } } } },
    ['POD-HANDLER-SLEEP spec.containers[0].lifecycle.preStop.sleep'],
  ],
  [
    'sleeps longer with a longer period',
    { container: { lifecycle: { preStop: { sleep: { seconds: 31 } } } }, spec: { terminationGracePeriodSeconds: 31 } },
    [],
  ],
  [
    'counts one success of a liveness probe, more of a readiness probe',
    {
      container: {
        livenessProbe: { tcpSocket: { port: 1 }, successThreshold: 2 },
        readinessProbe: { tcpSocket: { port: 1 }, successThreshold: 2, terminationGracePeriodSeconds: 1 },
      },
    },
    [
      'POD-PROBE-SUCCESS spec.containers[0].livenessProbe.successThreshold',
      'POD-PROBE-GRACE-PERIOD spec.containers[0].readinessProbe.terminationGracePeriodSeconds',
    ],
  ],
  [
    'restarts by rules that name exit codes',
    { container: { restartPolicyRules: [{ action: 'Restart' }] } },
    [
      'POD-RESTART-POLICY spec.containers[0].restartPolicy',
      'POD-RESTART-RULE spec.containers[0].restartPolicyRules[0].exitCodes',
    ],
  ],
  [
    'resizes cpu and memory, once each, and without a restart where there is none',
    {
      container: {
        resizePolicy: [
          { resourceName: 'cpu', restartPolicy: 'RestartContainer' },
          { resourceName: 'cpu', restartPolicy: 'NotRequired' },
        ],
      },
      spec: { restartPolicy: 'Never' },
    },
    ['POD-RESIZE-RESTART spec.containers[0].resizePolicy', 'POD-RESIZE spec.containers[0].resizePolicy[1]'],
  ],
  [
    'has no ephemeral containers yet',
    {
      spec: {
        ephemeralContainers: [
          {
            name: 'main',
            image: 'b',
            targetContainerName: 'nobody',
            ports: [{ containerPort: 1 }],
            volumeMounts: [{ name: 'data', mountPath: '/a', subPath: 'b' }],
          },
        ],
      },
    },
    [
      'POD-EPHEMERAL spec.ephemeralContainers',
      'POD-CONTAINER-NAME-TWICE spec.ephemeralContainers[0].name',
      'POD-EPHEMERAL-FIELD spec.ephemeralContainers[0].targetContainerName',
      'POD-EPHEMERAL-FIELD spec.ephemeralContainers[0].ports',
      'POD-EPHEMERAL-FIELD spec.ephemeralContainers[0].volumeMounts[0].subPath',
    ],
  ],
];

describe('The containers of a Pod', () => {
  it('lose a stopSignal, and hooks that are nothing else', () => {
    const spec = { initContainers: [{ name: 'init', image: 'b', lifecycle: { stopSignal: 'SIGTERM' as const } }] };
    expect(errorsOf({ spec })).toEqual([]);
  });

  it.each(cases)('%s', (_does, parts, errors) => {
    expect(errorsOf(parts)).toEqual(errors);
  });
});
