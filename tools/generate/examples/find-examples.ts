import type { Finding } from '../../../lib/core/finding';
import type { KubernetesObject } from '../../../lib/core/object';
import type { Segments } from '../../../lib/core/value-path';
import { isMalformed } from '../../../lib/rules/judge';
import { fieldErrorText } from '../../../lib/rules/output/field-error-text';
import type { RuleExample } from '../../../lib/rules/reference/example';
import { writeValue } from '../../../lib/yaml/writer';
import { applyPatch, type PatchOperation } from '../../vectors/json-patch';
import { excerpt, pathIn } from './excerpt';
import { judgeFirst } from './judge-first';

interface Base {
  readonly object: KubernetesObject;
  /** Names of objects that exist beside it. */
  readonly context?: readonly string[];
}

interface Case {
  readonly base: string;
  readonly op?: 'create' | 'update';
  readonly patch: readonly PatchOperation[];
}

/** The part of validation-vectors.json that examples are made of: objects, and changes that make them wrong. */
export interface VectorFile {
  readonly about: { readonly oracle: { readonly evaluatedAt: string } };
  readonly contextObjects: Readonly<Record<string, KubernetesObject>>;
  readonly bases: Readonly<Record<string, Base>>;
  readonly cases: readonly Case[];
  readonly admission: {
    readonly bases: Readonly<Record<string, KubernetesObject>>;
    readonly world: Readonly<Record<string, KubernetesObject>>;
  };
  readonly admissionCases: readonly Case[];
}

/** Longer parts of objects show nothing. */
const mostLines = 24;

/**
 * For each rule the smallest change of a sound object that it refuses. Each example was judged as `check` judges: the object after the change
 * has the finding, the one before does not.
 */
export function findExamples(vectors: VectorFile, now: Date): Readonly<Record<string, RuleExample>> {
  const smallest = new SmallestExamples();
  for (const { bases, cases } of suites(vectors)) {
    const sound = new Map([...bases].map(([name, base]) => [name, new Set(judge(base, now).map(({ rule }) => rule))]));
    for (const { base: name, patch, op } of cases) {
      const base = bases.get(name);
      if (base === undefined || op === 'update') continue;
      const bad = applyPatch(base.object, patch) as KubernetesObject;
      const findings = judge({ ...base, object: bad }, now);
      // a value of another type is a mistake of its own, which hides the one that is to be shown
      const malformed = findings.filter(isMalformed);
      for (const finding of malformed.length > 0 ? malformed : findings) {
        if (sound.get(name)?.has(finding.rule) !== false) continue;
        smallest.add({ finding, good: base.object, bad, patch });
      }
    }
  }
  return smallest.examples();
}

/** The smallest example of each rule. */
export class SmallestExamples {
  private readonly best = new Map<string, { readonly example: RuleExample; readonly size: number }>();

  add(evidence: Evidence, more: Partial<RuleExample> = {}): void {
    const { rule } = evidence.finding;
    const example = { ...exampleOf(evidence), ...more };
    const size = sizeOf(example) + evidence.patch.length * 1000;
    if (example.bad === example.good || linesOf(example) > mostLines) return;
    if (size < (this.best.get(rule)?.size ?? Infinity)) this.best.set(rule, { example, size });
  }

  examples(): Readonly<Record<string, RuleExample>> {
    return Object.fromEntries([...this.best].map(([rule, { example }]) => [rule, example]));
  }
}

interface Subject {
  readonly object: KubernetesObject;
  readonly others: readonly KubernetesObject[];
}

interface Suite {
  readonly bases: ReadonlyMap<string, Subject>;
  readonly cases: readonly Case[];
}

/** Objects and changes of them, alone and among others. */
export function suites({ bases, contextObjects, cases, admission, admissionCases }: VectorFile): Suite[] {
  const world = Object.values(admission.world);
  const alone = Object.entries(bases).map(([name, { object, context = [] }]): [string, Subject] => {
    const others = context.map(key => contextObjects[key]).filter(other => other !== undefined);
    return [name, { object, others }];
  });
  const inWorld = Object.entries(admission.bases).map(([name, object]): [string, Subject] => [
    name,
    { object, others: world },
  ]);
  return [
    { bases: new Map(alone), cases },
    { bases: new Map(inWorld), cases: admissionCases },
  ];
}

/** The findings about one object among others. */
function judge({ object, others }: Subject, now: Date): readonly Finding[] {
  return judgeFirst([object, ...others], now);
}

/** A finding, with the objects that tell about it. */
export interface Evidence {
  readonly finding: Finding;
  readonly good: KubernetesObject;
  readonly bad: KubernetesObject;
  readonly patch: readonly PatchOperation[];
}

function exampleOf({ finding, good, bad, patch }: Evidence): RuleExample {
  const paths = [pathIn([bad, good], finding.path), ...patch.map(({ path }) => pointer(path))]
    .map(path => visible(path, [bad, good]))
    .filter(path => path.length > 0);
  const part = (object: unknown): string | undefined => {
    const kept = excerpt(object, paths);
    return kept === undefined ? undefined : writeValue(kept);
  };
  const [badPart, goodPart] = [part(bad), part(good)];
  return {
    kind: bad.kind,
    path: finding.path,
    says: fieldErrorText(finding),
    ...(badPart !== undefined && { bad: badPart }),
    ...(goodPart !== undefined && { good: goodPart }),
  };
}

/** The path, or the nearest one above it that leads to something in one of the objects. */
function visible(path: Segments, objects: readonly unknown[]): Segments {
  if (path.length === 0 || objects.some(object => excerpt(object, [path]) !== undefined)) return path;
  return visible(path.slice(0, -1), objects);
}

/** Segments of a JSON pointer. */
function pointer(path: string): Segments {
  const parts = path.split('/').slice(1);
  return parts.map(part => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function sizeOf({ bad = '', good = '' }: RuleExample): number {
  return bad.length + good.length;
}

function linesOf({ bad = '', good = '' }: RuleExample): number {
  return Math.max(bad.split('\n').length, good.split('\n').length);
}
