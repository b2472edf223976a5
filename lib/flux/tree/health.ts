import { groupOf } from '../../core/object';
import type { PlainMap } from '../../core/plain-map';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { healthOf, holds, parseProblem, type Expressions } from '../health/evaluate';
import { expressionsOfKind } from '../health/expressions';
import { samplesOfKind, type HealthSample } from '../health/samples';
import { mapsOf, textOf } from '../plain';
import type { FluxKustomization } from './flux-kustomization';
import { fluxTree } from './flux-tree';

const rule = ruleTable('fluxcd/pkg:runtime/cel/status_evaluator.go, gardener:pkg/apis v1.150', {
  'FLUX-HEALTH-PARSE': 'the expression cannot be parsed: the Flux Kustomization fails',
  'FLUX-HEALTH-VACUOUS': {
    severity: 'warning',
    reason: 'the expression holds for an object without any condition: nothing is waited for',
    fix: "ask for a condition by name: status.conditions.exists(c, c.type == '...' && c.status == 'True')",
  },
  'FLUX-HEALTH-WRONG': 'the expression gives a wrong answer for this kind',
  'FLUX-HEALTH-RETRIED': {
    severity: 'warning',
    reason: 'the expression calls failed what Gardener retries: the wait ends too early',
  },
  'FLUX-HEALTH-NONE': {
    severity: 'warning',
    reason:
      'Gardener kinds have no condition that Flux knows: without an expression they count as ready as soon as they were seen',
    fix: 'add healthCheckExprs for the kind',
  },
});

/** What Flux Kustomizations take for ready. */
export const healthChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkHealth }];

function checkHealth(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations, objectsOf } = fluxTree(view);
  for (const kustomization of kustomizations) {
    const report = reportFor(kustomization.entry);
    const entries = mapsOf(kustomization.spec['healthCheckExprs']);
    const objects = objectsOf(kustomization);
    for (const [index, entry] of entries.entries())
      checkEntry(entry, samplesFor(entry, { entries, objects }), { path: `spec.healthCheckExprs[${index}]`, report });
    checkMissing(kustomization, objects, report);
  }
}

interface Place {
  readonly path: string;
  readonly report: Report;
}

function checkEntry(entry: PlainMap, samples: readonly HealthSample[], { path, report }: Place): void {
  const expressions = {
    current: textOf(entry['current']),
    failed: textOf(entry['failed']),
    inProgress: textOf(entry['inProgress']),
  };
  const broken = Object.entries(expressions).filter(([, text]) => text !== '' && parseProblem(text) !== undefined);
  for (const [field, text] of broken)
    report.invalid(rule['FLUX-HEALTH-PARSE'], `${path}.${field}`, text, { message: parseProblem(text) ?? '' });
  if (broken.length > 0 || expressions.current === '') return;
  if (samples.length > 0) checkSamples(samples, expressions, { path, report });
  else if (isVacuous(expressions.current))
    report.add(rule['FLUX-HEALTH-VACUOUS'], `${path}.current`, { value: expressions.current });
}

interface Unit {
  readonly entries: readonly PlainMap[];
  readonly objects: readonly ViewObject[];
}

/** Since Flux 2.9 an entry without a kind is for every kind of its group that has none of its own. */
function samplesFor(entry: PlainMap, { entries, objects }: Unit): readonly HealthSample[] {
  const group = groupOf(textOf(entry['apiVersion']));
  const kind = textOf(entry['kind']);
  if (kind !== '') return samplesOfKind(group, kind);
  const own = entries
    .filter(other => groupOf(textOf(other['apiVersion'])) === group)
    .map(other => textOf(other['kind']));
  const met = objects.filter(({ object }) => groupOf(object.apiVersion) === group).map(({ object }) => object.kind);
  return [...new Set(met)].filter(other => !own.includes(other)).flatMap(other => samplesOfKind(group, other));
}

/** An expression that no condition can make false. */
function isVacuous(current: string): boolean {
  const status = { observedGeneration: 1, conditions: [] };
  return holds(current, { metadata: { generation: 1 }, status }) === true;
}

function checkSamples(samples: readonly HealthSample[], expressions: Expressions, { path, report }: Place): void {
  for (const { state, expected, isRetried, object } of samples) {
    const answer = healthOf(object, expressions);
    const health = 'health' in answer ? answer.health : undefined;
    if (health === 'Failed' && isRetried && expected === 'not ready') {
      report.add(rule['FLUX-HEALTH-RETRIED'], `${path}.failed`, {
        value: expressions.failed,
        message: `failed also holds for: ${state}`,
      });
      return;
    }
    if (expected === 'ready' && health !== 'Current') {
      const why = 'error' in answer ? answer.error : 'it is never ready';
      report.add(rule['FLUX-HEALTH-WRONG'], `${path}.current`, {
        value: expressions.current,
        message: `a healthy object is not taken for ready: ${why}`,
      });
      return;
    }
    if (expected === 'not ready' && health === 'Current' && isEssential(state)) {
      report.add(rule['FLUX-HEALTH-WRONG'], `${path}.current`, {
        value: expressions.current,
        message: `taken for ready: ${state}`,
      });
      return;
    }
  }
}

/** Whether one condition counts is a matter of taste; an outdated or unseen object is not ready by any. */
function isEssential(state: string): boolean {
  return !state.startsWith('condition ');
}

function checkMissing({ spec }: FluxKustomization, objects: readonly ViewObject[], report: Report): void {
  if (spec['wait'] !== true) return;
  const covered = mapsOf(spec['healthCheckExprs']).map(
    entry => `${groupOf(textOf(entry['apiVersion']))}/${textOf(entry['kind'])}`,
  );
  const kinds = new Set<string>();
  for (const { object } of objects) {
    const group = groupOf(object.apiVersion);
    const isCovered = covered.includes(`${group}/${object.kind}`) || covered.includes(`${group}/`);
    if (!isCovered && expressionsOfKind(group, object.kind) !== undefined) kinds.add(object.kind);
  }
  if (kinds.size === 0) return;
  const names = [...kinds].sort();
  report.add(rule['FLUX-HEALTH-NONE'], 'spec.healthCheckExprs', {
    value: names,
    message: `${names.join(', ')}: ${rule['FLUX-HEALTH-NONE'].reason}`,
  });
}
