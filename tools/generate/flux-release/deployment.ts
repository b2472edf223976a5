import type { KubernetesObject } from '../../../lib/core/object';
import type { Controller } from './controllers';

/** The workload of a controller: an account, its Services, a Deployment. */
export function workload(controller: Controller): readonly KubernetesObject[] {
  const { name, services } = controller;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, labels: labelsOf(name) } };
  return [
    account,
    ...Object.entries(services).map(([service, port]) => serviceOf(controller, service, port)),
    deployment(controller),
  ];
}

/** Labels of everything that belongs to a component. */
export const labelsOf = (component: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/part-of': 'flux',
});

function serviceOf({ name }: Controller, service: string, targetPort: string): KubernetesObject {
  const plane = name === 'source-watcher' ? name : 'controller';
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: service, labels: { ...labelsOf(name), 'control-plane': plane } },
    spec: {
      type: 'ClusterIP',
      selector: { app: name },
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort }],
    },
  };
}

function deployment(controller: Controller): KubernetesObject {
  const { name, serves = false } = controller;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { ...labelsOf(name), 'control-plane': 'controller' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      ...(serves && { strategy: { type: 'Recreate' } }),
      template: {
        metadata: {
          annotations: { 'prometheus.io/port': '8080', 'prometheus.io/scrape': 'true' },
          labels: { app: name, ...labelsOf(name) },
        },
        spec: podSpec(controller),
      },
    },
  };
}

function podSpec(controller: Controller): object {
  const { name, graceSeconds } = controller;
  return {
    containers: [container(controller)],
    ...(name !== 'notification-controller' && { priorityClassName: 'system-cluster-critical' }),
    securityContext: { fsGroup: 1337 },
    serviceAccountName: name,
    terminationGracePeriodSeconds: graceSeconds,
    volumes: mountsOf(controller).map(({ name: volume }) => ({ name: volume, emptyDir: {} })),
  };
}

function container(controller: Controller): object {
  const { name, version, ports, cpu, serves = false, environment = {} } = controller;
  const own = (fieldPath: string): object => ({ fieldRef: { fieldPath } });
  return {
    name: 'manager',
    image: `fluxcd/${name}:${version}`,
    imagePullPolicy: 'IfNotPresent',
    args: argumentsOf(controller),
    env: [
      { name: 'RUNTIME_NAMESPACE', valueFrom: own('metadata.namespace') },
      ...Object.entries(environment).map(([variable, value]) => ({ name: variable, value })),
      {
        name: 'GOMEMLIMIT',
        valueFrom: { resourceFieldRef: { containerName: 'manager', resource: 'limits.memory' } },
      },
    ],
    ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort, protocol: 'TCP' })),
    livenessProbe: { httpGet: { path: '/healthz', port: 'healthz' } },
    readinessProbe: { httpGet: serves ? { path: '/', port: 'http' } : { path: '/readyz', port: 'healthz' } },
    resources: { limits: { cpu: '1000m', memory: '1Gi' }, requests: { cpu, memory: '64Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: mountsOf(controller),
  };
}

function argumentsOf({ name, serves = false }: Controller): readonly string[] {
  const events = '--events-addr=http://notification-controller.flux-system.svc.cluster.local./';
  return [
    ...(name === 'notification-controller' ? [] : [events]),
    '--watch-all-namespaces',
    '--log-level=info',
    '--log-encoding=json',
    '--enable-leader-election',
    ...(serves ? ['--storage-path=/data', `--storage-adv-addr=${name}.$(RUNTIME_NAMESPACE).svc.cluster.local.`] : []),
  ];
}

function mountsOf({ serves = false }: Controller): readonly { readonly name: string; readonly mountPath: string }[] {
  if (!serves) return [{ name: 'temp', mountPath: '/tmp' }];
  return [
    { name: 'data', mountPath: '/data' },
    { name: 'tmp', mountPath: '/tmp' },
  ];
}
