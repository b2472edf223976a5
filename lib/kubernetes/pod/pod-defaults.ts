import type { Container, PodSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import { Quantity } from '../../core/quantity';
import { semanticEqual } from '../meta/semantic-equal';

type Fields = Readonly<Record<string, unknown>>;

const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const container = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };
const files = { defaultMode: 0o644 };

/** What the API server fills in (`kubernetes:pkg/apis/core/v1/defaults.go v1.36`), by the field that holds the struct or the list of it. */
const defaults: Readonly<Record<string, Fields>> = {
  spec: {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
    serviceAccountName: 'default',
  },
  containers: container,
  initContainers: container,
  ports: { protocol: 'TCP' },
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  httpGet: { path: '/', scheme: 'HTTP' },
  fieldRef: { apiVersion: 'v1' },
  secret: files,
  configMap: files,
  downwardAPI: files,
  projected: files,
  serviceAccountToken: { expirationSeconds: 3600 },
  iscsi: { iscsiInterface: 'default' },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared' },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
};

const amounts = new Set(['limits', 'requests', 'overhead']);

/** A pod spec as the API server completes it, for comparison: amounts have one form, and what is empty, false or 0 is left away. */
export function comparablePodSpec(spec: Loose<PodSpec>): Fields {
  const { serviceAccount, serviceAccountName, ...rest } = spec;
  return complete('spec', { ...rest, serviceAccountName: serviceAccountName ?? serviceAccount }) as Fields;
}

/** The API server reads off the image how often it is pulled. */
export function pullPolicyOf({ imagePullPolicy, image = '' }: Loose<Container>): 'Always' | 'IfNotPresent' | 'Never' {
  if (imagePullPolicy !== undefined) return imagePullPolicy;
  const [named = '', ...digests] = image.split('@');
  const tag = /:([^:/]+)$/.exec(named)?.[1];
  return tag === 'latest' || (tag === undefined && digests.length === 0) ? 'Always' : 'IfNotPresent';
}

/** The fields that differ, as deep as there is a name for it: `containers[0].env`. */
export function changedFields(next: Fields, old: Fields): readonly string[] {
  const fields = [...new Set([...Object.keys(next), ...Object.keys(old)])];
  return fields.flatMap(field => {
    const [now, before] = [next[field], old[field]];
    if (semanticEqual(now, before)) return [];
    const isList = Array.isArray(now) && Array.isArray(before) && now.length === before.length && isContainers(field);
    if (!isList) return [field];
    return now.flatMap((entry, index) =>
      changedFields(entry as Fields, before[index] as Fields).map(name => `${field}[${index}].${name}`),
    );
  });
}

function isContainers(field: string): boolean {
  return field === 'containers' || field === 'initContainers';
}

function complete(field: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entry => complete(field, entry));
  if (typeof value !== 'object' || value === null) return value;
  if (amounts.has(field))
    return Object.fromEntries(Object.entries(value).map(([name, amount]) => [name, canonical(amount)]));
  const own = Object.entries(value).filter(([, entry]) => !isZero(entry));
  const completed = own.map(([name, entry]): [string, unknown] => [
    name,
    name === 'divisor' ? canonical(entry) : complete(name, entry),
  ]);
  const isSwitchedOff = field === 'spec' && (value as Loose<PodSpec>).enableServiceLinks === false;
  return { ...defaults[field], ...(isSwitchedOff && { enableServiceLinks: false }), ...Object.fromEntries(completed) };
}

function isZero(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === 0 || value === '';
}

function canonical(amount: unknown): unknown {
  const quantity = typeof amount === 'string' || typeof amount === 'number' ? Quantity.parse(amount) : undefined;
  return quantity === undefined ? amount : quantity.value(-3).toString();
}
