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
  return found({
    rule: 'VERSION-FIELD-NEW',
    type: 'unknownField',
    path,
    message: `exists since Gardener 1.${since ?? minor}, this is 1.${minor}`,
    fix: 'remove the field, or upgrade Gardener first',
  });
}

function kindFinding({ kind, minor }: Subject, { since, removedIn }: Availability, base: FieldPath): Finding {
  const isGone = removedIn !== undefined && removedIn <= minor;
  const message = isGone
    ? `${kind} was removed in Gardener 1.${removedIn}, this is 1.${minor}`
    : `${kind} exists since Gardener 1.${since ?? minor}, this is 1.${minor}`;
  return found({ rule: 'VERSION-KIND', type: 'notFound', path: base, message });
}

/** The field beside it that came when this one went, or the earlier one that is called like it. */
function successorOf(pattern: string, removedIn: number, history: FieldHistory): string | undefined {
  const parent = pattern.slice(0, pattern.lastIndexOf('.') + 1);
  const name = pattern.slice(parent.length);
  const siblings = [...history]
    .filter(
      ([path, { since }]) => path.startsWith(parent) && !path.slice(parent.length).includes('.') && since !== undefined,
    )
    .filter(([path, bounds]) => path !== pattern && existsIn(bounds, removedIn));
  const sameMinor = siblings.filter(([, { since }]) => since === removedIn).map(([path]) => path.slice(parent.length));
  if (sameMinor.length === 1) return sameMinor[0];
  const names = siblings.map(([path]) => path.slice(parent.length));
  return suggest(name, sameMinor) ?? names.find(other => lastWord(other) === lastWord(name));
}

const lastWord = (name: string): string => /[A-Z]?[a-z]+$/.exec(name)?.[0].toLowerCase() ?? name;
