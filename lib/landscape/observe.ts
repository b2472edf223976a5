import { groupOf, type KubernetesObject } from '../core/object';

/** Facts by object and name, as a file of facts holds them. */
export type ObservedFacts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What an object of a live cluster says that no manifest does. */
type Observe = (object: KubernetesObject, note: Note, seed: string | undefined) => void;
type Note = (about: string, name: string, value: unknown) => void;

const zonesAnnotation = 'high-availability-config.resources.gardener.cloud/zones';

/** By group and kind; what is not listed holds no fact. */
const observers: Readonly<Record<string, Observe>> = {
  '/Namespace': ({ metadata }, note) => {
    const shoot = shootOf(metadata.name);
    if (shoot !== undefined) note(shoot, 'controlPlaneZones', metadata.annotations?.[zonesAnnotation] ?? null);
  },
  '/Service': ({ metadata, status }, note, seed) => {
    if (seed === undefined || metadata.name !== 'istio-ingressgateway') return;
    const modes = list(at(status, 'loadBalancer', 'ingress')).map(entry => at(entry, 'ipMode') ?? 'VIP');
    note(`seed/${seed}`, 'ingressServiceIPModes', modes);
  },
  '/ConfigMap': ({ metadata, data }, note, seed) => {
    if (seed !== undefined && metadata.namespace === 'kube-system' && metadata.name === 'shoot-info')
      note(`seed/${seed}`, 'shootInfo', data);
  },
  // only that it is there: its value is nobody's business
  '/Secret': ({ metadata }, note, seed) => {
    if (
      seed !== undefined &&
      metadata.namespace === 'garden' &&
      metadata.labels?.['gardener.cloud/role'] === 'controlplane-cert'
    )
      note(`seed/${seed}`, 'wildcardCertificate', true);
  },
  'networking.istio.io/Gateway': ({ metadata, spec }, note, seed) => {
    const selector = at(spec, 'selector');
    const shoot = shootOf(metadata.namespace);
    if (shoot !== undefined && metadata.name === 'kube-apiserver')
      note(shoot, 'kubeApiserverGateway', { namespace: metadata.namespace, selector });
    if (seed !== undefined && metadata.namespace === 'garden' && metadata.name === 'nginx-ingress-controller')
      note(`seed/${seed}`, 'nginxGateway', { selector });
  },
  'core.gardener.cloud/Shoot': ({ metadata, status }, note) => {
    const shoot = shootOf(at(status, 'technicalID'));
    if (shoot === undefined) return;
    note(shoot, 'technicalID', at(status, 'technicalID'));
    note(shoot, 'uid', at(status, 'uid') ?? metadata['uid']);
    note(shoot, 'seedName', at(status, 'seedName'));
  },
  'extensions.gardener.cloud/Infrastructure': ({ metadata, status }, note) => {
    const shoot = shootOf(metadata.namespace);
    if (shoot === undefined) return;
    note(shoot, 'egressCIDRs', at(status, 'egressCIDRs'));
    note(shoot, 'infrastructureStatus', at(status, 'providerStatus'));
  },
  'extensions.gardener.cloud/Worker': ({ metadata, status }, note) => {
    const shoot = shootOf(metadata.namespace);
    if (shoot !== undefined) note(shoot, 'workerStatus', at(status, 'providerStatus'));
  },
};

/**
 * Reads facts out of objects of live clusters, for example the output of `kubectl get ... -o json`. Only what a topic reads is kept, sorted, so that
 * the same clusters give the same file.
 *
 * @param seed name of the seed that the objects come from, when they come from one
 */
export function observe(objects: readonly KubernetesObject[], seed?: string): ObservedFacts {
  const facts = new Map<string, Map<string, unknown>>();
  const note: Note = (about, name, value) => {
    if (value === undefined) return;
    const known = facts.get(about) ?? new Map<string, unknown>();
    facts.set(about, known.set(name, value));
  };
  for (const object of objects) observers[`${groupOf(object.apiVersion)}/${object.kind}`]?.(object, note, seed);
  return Object.fromEntries(
    [...facts].sort(byKey).map(([about, known]) => [about, Object.fromEntries([...known].sort(byKey))]),
  );
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** `shoot/<project>/<name>` of a technical id `shoot--<project>--<name>`. */
function shootOf(technicalId: unknown): string | undefined {
  const [, project, name] = typeof technicalId === 'string' ? (/^shoot--(.+?)--(.+)$/.exec(technicalId) ?? []) : [];
  return project === undefined || name === undefined ? undefined : `shoot/${project}/${name}`;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null ? (current as Readonly<Record<string, unknown>>)[key] : undefined,
    value,
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
