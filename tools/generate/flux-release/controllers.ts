/** What one controller of Flux differs in from the others. Source: the config/ folder of each controller, flux2 v2.9.2 */
export interface Controller {
  readonly name: string;
  readonly version: string;
  /** API group whose kinds it reconciles. */
  readonly group: string;
  /** It serves artifacts: it has a Service, storage, and no second replica at any time. */
  readonly serves?: boolean;
  /** Services and the port that each reaches. */
  readonly services: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, number>>;
  readonly cpu: string;
  readonly graceSeconds: number;
  readonly environment?: Readonly<Record<string, string>>;
}

const metrics = { 'http-prom': 8080, healthz: 9440 };

/** The controllers that the example and the tests install. */
export const controllers: readonly Controller[] = [
  {
    name: 'source-controller',
    version: 'v1.9.3',
    group: 'source.toolkit.fluxcd.io',
    serves: true,
    services: { 'source-controller': 'http' },
    ports: { http: 9090, ...metrics },
    cpu: '50m',
    graceSeconds: 10,
    environment: { TUF_ROOT: '/tmp/.sigstore' },
  },
  {
    name: 'kustomize-controller',
    version: 'v1.9.3',
    group: 'kustomize.toolkit.fluxcd.io',
    services: {},
    ports: metrics,
    cpu: '100m',
    graceSeconds: 60,
  },
  {
    name: 'helm-controller',
    version: 'v1.6.2',
    group: 'helm.toolkit.fluxcd.io',
    services: {},
    ports: metrics,
    cpu: '100m',
    graceSeconds: 600,
  },
  {
    name: 'notification-controller',
    version: 'v1.9.2',
    group: 'notification.toolkit.fluxcd.io',
    services: { 'notification-controller': 'http', 'webhook-receiver': 'http-webhook' },
    ports: { http: 9090, 'http-webhook': 9292, ...metrics },
    cpu: '100m',
    graceSeconds: 10,
  },
  {
    name: 'source-watcher',
    version: 'v2.2.2',
    group: 'source.extensions.fluxcd.io',
    serves: true,
    services: { 'source-watcher': 'http' },
    ports: { http: 9090, ...metrics },
    cpu: '50m',
    graceSeconds: 10,
  },
];

/** All that a release may hold, in the order in which its roles name them. */
export const everyController: readonly string[] = [
  'kustomize-controller',
  'helm-controller',
  'source-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
  'source-watcher',
];
