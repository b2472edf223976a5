import { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import { suggest } from '../core/suggest';
import { found } from './found';
import { existsIn, historyOf, kindItself, type Availability, type FieldHistory } from './history';

/** The fields that one minor does not have, as a tree that is walked beside an object. */
interface Gate {
  readonly fields: ReadonlyMap<string, Gate>;
  /** Bounds of the field that this node stands for, when the minor is outside of them. */
  readonly missing?: Availability;
}

interface Subject {
  readonly kind: string;
  readonly minor: number;
  readonly history: FieldHistory;
}

const nothing: readonly Finding[] = [];
const gates = new Map<string, Gate>();

/**
 * The fields of an object that a minor of Gardener does not have, and the kind itself when it does not have that.
 * `base` is where the object stands in a larger one.
 */
export function gateObject(
  object: object,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  { minor, base = FieldPath.root }: { readonly minor: number; readonly base?: FieldPath },
): readonly Finding[] {
  const history = historyOf(apiVersion, kind);
  if (history === undefined) return nothing;
  const gate = gateOf(`${apiVersion} ${kind}`, minor, history);
  if (gate.fields.size === 0 && gate.missing === undefined) return nothing;
  const subject = { kind, minor, history };
  if (gate.missing !== undefined) return [kindFinding(subject, gate.missing, base)];
  const findings: Finding[] = [];
  walk(object, gate, { subject, findings, path: base, pattern: '' });
  return findings;
}

function gateOf(key: string, minor: number, history: FieldHistory): Gate {
  const known = gates.get(`${key} ${minor}`);
  if (known !== undefined) return known;
  const gate = buildGate(minor, history);
  gates.set(`${key} ${minor}`, gate);
  return gate;
}

function buildGate(minor: number, history: FieldHistory): Gate {
  const root: MutableGate = { fields: new Map() };
  for (const [path, bounds] of history) {
    if (existsIn(bounds, minor)) continue;
    if (path === kindItself) {
      root.missing = bounds;
      continue;
    }
    let node = root;
    for (const name of path.split('.')) node = descend(node, name);
    node.missing = bounds;
  }
  return root;
}

interface MutableGate {
  readonly fields: Map<string, MutableGate>;
  missing?: Availability;
}

function descend(node: MutableGate, name: string): MutableGate {
  const next = node.fields.get(name) ?? { fields: new Map<string, MutableGate>() };
  node.fields.set(name, next);
  return next;
}

interface Walk {
  readonly subject: Subject;
  readonly findings: Finding[];
  readonly path: FieldPath;
  readonly pattern: string;
}

function walk(value: unknown, gate: Gate, { subject, findings, path, pattern }: Walk): void {
  if (typeof value !== 'object' || value === null) return;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const [name, child] of gate.fields) {
    const isList = name.endsWith('[]');
    const field = isList ? name.slice(0, -2) : name;
    const inside = fields[field];
    if (inside === undefined || inside === null) continue;
    const next = { subject, findings, path: path.child(field), pattern: pattern === '' ? name : `${pattern}.${name}` };
    if (child.missing !== undefined) findings.push(fieldFinding(next, child.missing));
    else if (isList) walkEntries(inside, child, next);
    else walk(inside, child, next);
  }
}

function walkEntries(list: unknown, gate: Gate, at: Walk): void {
  if (!Array.isArray(list)) return;
  list.forEach((entry, position) => walk(entry, gate, { ...at, path: at.path.index(position) }));
}

function fieldFinding({ subject, path, pattern }: Walk, { since, removedIn }: Availability): Finding {
  const { minor, history } = subject;
  if (removedIn !== undefined && removedIn <= minor) {
    const successor = successorOf(pattern, removedIn, history);
    return found({
      rule: 'VERSION-FIELD-REMOVED',
      type: 'unknownField',
      path,
      message: `was removed in Gardener 1.${removedIn}, this is 1.${minor}`,
      fix: successor === undefined ? 'remove the field' : `use ${successor} instead`,
    });
  }
  const predecessor = siblingOf(pattern, history, bounds => bounds.removedIn === since && existsIn(bounds, minor));
  return found({
    rule: 'VERSION-FIELD-NEW',
    type: 'unknownField',
    path,
    message: `exists since Gardener 1.${since ?? minor}, this is 1.${minor}`,
    fix: predecessor === undefined ? 'remove the field, or upgrade Gardener first' : `until then it is ${predecessor}`,
  });
}

function kindFinding({ kind, minor }: Subject, { since, removedIn }: Availability, base: FieldPath): Finding {
  const isGone = removedIn !== undefined && removedIn <= minor;
  const message = isGone
    ? `${kind} was removed in Gardener 1.${removedIn}, this is 1.${minor}`
    : `${kind} exists since Gardener 1.${since ?? minor}, this is 1.${minor}`;
  return found({ rule: 'VERSION-KIND', type: 'notFound', path: base, message });
}

/** Fields that took over earlier than the old ones went, by the end of the path. */
const successors: readonly (readonly [ending: string, successor: string])[] = [
  ['backup.secretRef', 'credentialsRef'],
  ['dependencyWatchdog.endpoint', 'weeder'],
  ['dependencyWatchdog.probe', 'prober'],
  ['dns.provider.secretRef', 'credentialsRef'],
  ['kubeAPIServer.oidcConfig', 'structuredAuthentication'],
  ['kubelet.systemReserved', 'kubeReserved'],
  ['kubeletConfig.systemReserved', 'kubeReserved'],
  ['pools[].userData', 'userDataSecretRef'],
  ['resources[].globallyEnabled', 'autoEnable'],
  ['runtimeCluster.ingress.domain', 'domains'],
];

/** The field beside it that came when this one went, or that had come before. */
function successorOf(pattern: string, removedIn: number, history: FieldHistory): string | undefined {
  const known = successors.find(([ending]) => pattern.endsWith(`.${ending}`));
  return known?.[1] ?? siblingOf(pattern, history, bounds => bounds.since === removedIn);
}

/** The only field beside this one for which the condition holds; of several, the one that is called almost alike. */
function siblingOf(
  pattern: string,
  history: FieldHistory,
  condition: (bounds: Availability) => boolean,
): string | undefined {
  const names = siblings(pattern, history)
    .filter(({ bounds }) => condition(bounds))
    .map(({ name }) => name);
  return names.length < 2 ? names[0] : suggest(nameIn(pattern), names);
}

function siblings(pattern: string, history: FieldHistory): { readonly name: string; readonly bounds: Availability }[] {
  const parent = pattern.slice(0, pattern.length - nameIn(pattern).length);
  return [...history]
    .map(([path, bounds]) => ({ path, name: path.slice(parent.length), bounds }))
    .filter(({ path, name }) => path !== pattern && path.startsWith(parent) && !name.includes('.'));
}

const nameIn = (pattern: string): string => pattern.slice(pattern.lastIndexOf('.') + 1);
