import type { Finding } from '../../../lib/core/finding';
import type { KubernetesObject } from '../../../lib/core/object';
import { View } from '../../../lib/rules/view';
import { equal, type Difference } from '../compare';
import { applyPatch, type PatchOperation } from '../json-patch';
import { entryId, NotBuilt, type Shape, type VectorCase } from '../shape';
import { validationAdapters, type CaseContext, type Slip, type ValidationAdapter } from '../validation-adapter';

interface Base {
  readonly kind: string;
  readonly oracle: string;
  readonly object: KubernetesObject;
  readonly gates?: Readonly<Record<string, boolean>>;
  readonly context?: readonly string[];
}

interface Expected {
  readonly type: string;
  readonly field: string;
}

interface Entry {
  readonly id?: string;
  readonly base: string;
  readonly op?: 'create' | 'update';
  readonly patch: readonly PatchOperation[];
  readonly gates?: Readonly<Record<string, boolean>>;
  readonly stage?: string;
  readonly errors?: readonly Expected[];
  readonly defaults?: readonly PatchOperation[];
  readonly mutated?: Readonly<Record<string, unknown>>;
  readonly worldExtra?: boolean;
}

interface ValidationFile {
  readonly about: { readonly oracle: { readonly evaluatedAt: string } };
  readonly contextObjects: Readonly<Record<string, KubernetesObject>>;
  readonly bases: Readonly<Record<string, Base>>;
  readonly cases: readonly Entry[];
  readonly defaults: readonly Entry[];
  readonly admission: {
    readonly bases: Readonly<Record<string, KubernetesObject>>;
    readonly world: Readonly<Record<string, KubernetesObject>>;
    readonly worldExtra: Readonly<Record<string, KubernetesObject>>;
  };
  readonly admissionCases: readonly Entry[];
}

const gardener = '1.150.0';
const groups = ['cases', 'defaults', 'admissionCases'] as const;

/** validation-vectors.json (FORMAT.md 9): `bases` and `admissionCases`; answered by the adapters of `groups/validation/`. */
export const shape: Shape = {
  name: 'validation',
  matches: data => typeof data === 'object' && data !== null && 'bases' in data && 'admissionCases' in data,
  *cases(data: ValidationFile): Iterable<VectorCase> {
    const adapters = validationAdapters();
    const runs = { cases: runCase, defaults: runDefaults, admissionCases: runAdmission };
    for (const group of groups) {
      for (const [index, entry] of data[group].entries()) {
        const run = (): Difference | undefined => runs[group](data, entry, adapters);
        yield { id: entryId(group, entry, index), group, topics: ['validation'], run };
      }
    }
  },
};

type Adapters = ReadonlyMap<string, ValidationAdapter>;

function runCase(data: ValidationFile, entry: Entry, adapters: Adapters): Difference | undefined {
  const base = baseOf(data, entry);
  const adapter = adapterOf(adapters, base);
  const context = contextOf(data, base, entry.gates);
  let object = applyPatch(base.object, entry.patch) as KubernetesObject;
  let old: KubernetesObject | undefined;
  if (entry.op === 'update') {
    if (!adapter.defaults) throw new NotBuilt(`defaults of ${base.kind} ${base.oracle} is not built yet`);
    old = withStatus(adapter.defaults(base.object, context), base.object);
    object = withStatus(object, base.object);
  }
  const findings = adapter.validate(object, old, context).filter(isError);
  return compareVerdict(entry, findings, adapter.slips ?? []);
}

function runDefaults(data: ValidationFile, entry: Entry, adapters: Adapters): Difference | undefined {
  const base = baseOf(data, entry);
  const adapter = adapterOf(adapters, base);
  if (!adapter.defaults) throw new NotBuilt(`defaults of ${base.kind} ${base.oracle} is not built yet`);
  const object = applyPatch(base.object, entry.patch);
  const actual = adapter.defaults(object as KubernetesObject, contextOf(data, base, entry.gates));
  return equal('defaults', applyPatch(object, entry.defaults ?? []), actual);
}

function runAdmission(data: ValidationFile, entry: Entry, adapters: Adapters): Difference | undefined {
  const object = data.admission.bases[entry.base];
  if (object === undefined) throw new Error(`no base ${entry.base}`);
  const base = { kind: object.kind, oracle: 'core', object };
  const adapter = adapterOf(adapters, base);
  if (!adapter.admit) throw new NotBuilt(`admission of ${base.kind} is not built yet`);
  const context = contextOf(data, base, entry.gates);
  const next = applyPatch(object, entry.patch) as KubernetesObject;
  const old = entry.op === 'update' ? object : undefined;
  const answer = adapter.admit(next, old, { view: worldOf(data, entry), context });
  const errors = answer.findings.filter(isError);
  if (entry.stage !== undefined) {
    const expected = entry.errors ?? [];
    const hit =
      entry.stage === 'crash'
        ? errors.length > 0
        : expected.some(error => isAmong(error, errors, adapter.slips ?? [], error.field === ''));
    return hit ? undefined : { part: 'errors', path: '', expected, actual: brief(errors) };
  }
  if (errors.length > 0) return { part: 'errors', path: '', expected: [], actual: brief(errors) };
  for (const [pointer, expected] of Object.entries(entry.mutated ?? {})) {
    const difference = equal('mutated', expected, valueAt(answer.object, pointer), pointer);
    if (difference) return difference;
  }
  return undefined;
}

function compareVerdict(entry: Entry, findings: readonly Finding[], slips: readonly Slip[]): Difference | undefined {
  const { stage } = entry;
  const expected = entry.errors ?? [];
  const actual = brief(findings);
  if (stage === undefined)
    return findings.length === 0 ? undefined : { part: 'errors', path: '', expected: [], actual };
  if (stage === 'crash')
    return findings.length > 0 ? undefined : { part: 'errors', path: '', expected: 'an error', actual };
  const found = (error: Expected): boolean =>
    stage === 'decode' ? isNear(error, findings, slips) : isAmong(error, findings, slips, false);
  const missing = expected.filter(error => !found(error));
  return missing.length === 0 ? undefined : { part: 'errors', path: '', expected: missing, actual };
}

/** The error is among the findings, at its own path or at the true path that a slip of upstream stands for. */
function isAmong(error: Expected, findings: readonly Finding[], slips: readonly Slip[], anyPath: boolean): boolean {
  return findings.some(({ type, path, rule }) => {
    if (anyPath) return true;
    if (type === error.type && path === error.field) return true;
    return slips.some(
      slip =>
        (slip.rule ?? rule) === rule &&
        (slip.types ? slip.types[0] === type && slip.types[1] === error.type : type === error.type) &&
        slip.ours.test(path) &&
        path.replace(slip.ours, slip.upstream) === error.field,
    );
  });
}

/** The API server carries the status over from the stored object, whatever an update says. */
function withStatus(object: KubernetesObject, stored: KubernetesObject): KubernetesObject {
  const result: Record<string, unknown> & KubernetesObject = { ...object, status: stored['status'] };
  if (result['status'] === undefined) delete result['status'];
  return result;
}

/** What is refused while decoding is reported without list positions, at the field or its parent, or without a path. */
function isNear(error: Expected, findings: readonly Finding[], slips: readonly Slip[]): boolean {
  // upstream's decoder prints the Go name of the embedded selector of a SeedSelector, which no manifest has
  const bare = (path: string): string => path.replaceAll(/\[\d*\]|\.LabelSelector\b/g, '');
  const field = bare(error.field);
  const parent = field.slice(0, Math.max(field.lastIndexOf('.'), 0));
  const isAt = (path: string): boolean => bare(path) === field || bare(path) === parent;
  return findings.some(({ path }) => field === '' || isAt(path) || slips.some(slip => isAt(upstreamPath(path, slip))));
}

/** Upstream's path for ours; ours where the slip is about another field. */
function upstreamPath(path: string, { ours, upstream }: Slip): string {
  return ours.test(path) ? path.replace(ours, upstream) : path;
}

function baseOf(data: ValidationFile, { base }: Entry): Base {
  const found = data.bases[base];
  if (found === undefined) throw new Error(`no base ${base}`);
  return found;
}

function adapterOf(adapters: Adapters, { kind, oracle }: Base): ValidationAdapter {
  const adapter = adapters.get(`${kind} ${oracle}`);
  if (adapter === undefined) throw new NotBuilt(`validation of ${kind} (${oracle}) is not built yet`);
  return adapter;
}

function contextOf(data: ValidationFile, base: Base, gates: Entry['gates']): CaseContext {
  const objects: Record<string, KubernetesObject> = {};
  for (const key of base.context ?? []) {
    const object = data.contextObjects[key];
    if (object === undefined) throw new Error(`no context object ${key}`);
    objects[key] = object;
  }
  const now = new Date(data.about.oracle.evaluatedAt);
  return { gardener, featureGates: gates ?? base.gates ?? {}, now, objects };
}

function worldOf(data: ValidationFile, { worldExtra }: Entry): View {
  const objects = [
    ...Object.values(data.admission.world),
    ...(worldExtra ? Object.values(data.admission.worldExtra) : []),
  ];
  return new View({
    objects: objects.map(object => ({ cluster: 'virtual-garden', unit: '', object, origin: () => undefined })),
    gardener,
    complete: true,
    now: new Date(data.about.oracle.evaluatedAt),
  });
}

function valueAt(object: unknown, pointer: string): unknown {
  let value = object;
  for (const segment of pointer.slice(1).split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[segment.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

const isError = ({ severity }: Finding): boolean => severity === 'error' || severity === 'critical';
const brief = (findings: readonly Finding[]): readonly Expected[] =>
  findings.map(({ type, path }) => ({ type: type ?? 'none', field: path }));
