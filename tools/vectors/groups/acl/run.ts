import { admissionVerdict } from '../../../../lib/acl/admission';
import type { EnvoyFilter } from '../../../../lib/acl/envoy-filter';
import { FilterIndex } from '../../../../lib/acl/evaluate/filter-index';
import { evaluate, type Decision } from '../../../../lib/acl/evaluate/evaluate';
import { hardenedLists } from '../../../../lib/acl/hardened/refusal';
import { renderHardened } from '../../../../lib/acl/hardened/render';
import { analyze } from '../../../../lib/acl/lints/analysis';
import { lintSeed } from '../../../../lib/acl/lints/lint';
import { predictUpstream, type Outcome } from '../../../../lib/acl/outcome';
import type { Situation } from '../../../../lib/acl/situation';
import { Report } from '../../../../lib/rules/report';
import { atLeast, contains, equal, firstOf, sameSet, type Difference } from '../../compare';
import { clustersOf, type AclCase, type ExpectedAdmission, type Probe } from './case';
import { compareDerived, derivedValues } from './derived';
import { situationOf } from './situation';

/** Computes everything that a case may ask for, then compares part by part. */
export function runCase(entry: AclCase): Difference | undefined {
  const situations = clustersOf(entry).map(situationOf);
  const outcomes = situations.map(predictUpstream);
  const objects = outcomes.flatMap(objectsOf);
  const admissions = situations.map(({ entry: extension, operator }) => admissionVerdict(extension, operator));
  const derived = situations.map(derivedValues);
  const probes = entry.probes ?? [];
  const rendered = new FilterIndex(objects);
  const decisions = probes.map(probe => evaluate(rendered, probe));
  const lints = lintsOf(situations);
  const hardened = hardenedDecisions(situations, probes);
  const perCluster = <Value>(value: Value | readonly Value[]): readonly Value[] =>
    Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
  return firstOf(
    () => compareOutcome(entry, outcomes),
    () => (entry.expected === undefined ? undefined : sameSet('objects', entry.expected, objects)),
    () =>
      entry.admission === undefined
        ? undefined
        : firstOf(
            ...perCluster<ExpectedAdmission>(entry.admission).map(
              (expected, i) => () => compareAdmission(expected, admissions[i]),
            ),
          ),
    () => firstOf(...perCluster(entry.derived).map((expected, i) => () => compareDerived(expected, derived[i] ?? {}))),
    () => atLeast('lints', entry.lintsAtLeast ?? [], lints),
    () => firstOf(...probes.map((probe, i) => () => compareProbe(probe, decisions[i]))),
    () => firstOf(...probes.map((probe, i) => () => compareHardened(probe, hardened?.[i]))),
  );
}

function objectsOf(outcome: Outcome): readonly EnvoyFilter[] {
  return outcome.kind === 'rendered' ? outcome.objects : [];
}

function lintsOf(situations: readonly Situation[]): string[] {
  const analyses = situations.map(situation =>
    analyze({ situation, delivery: 'extension', seedKnown: true, filters: new FilterIndex([]) }),
  );
  const report = new Report();
  lintSeed(analyses, () => ({ shoot: report, seed: report }));
  return report.findings.map(({ rule }) => rule);
}

/** Verdicts of the hardened profile of the same input; undefined where it refuses the input (an IPv4-mapped range). */
function hardenedDecisions(situations: readonly Situation[], probes: readonly Probe[]): Decision[] | undefined {
  const objects: EnvoyFilter[] = [];
  for (const situation of situations) {
    const lists = hardenedLists(situation);
    if ('refused' in lists) return undefined;
    objects.push(...renderHardened({ situation, lists: lists.lists }));
  }
  return probes.map(probe => evaluate(objects, probe));
}

function compareHardened(probe: Probe, actual: Decision | undefined): Difference | undefined {
  if (actual === undefined) return undefined;
  return equal(`probe "${probe.name}" hardenedVerdict`, probe.hardenedVerdict ?? probe.verdict, actual.verdict);
}

function compareOutcome({ outcome, error }: AclCase, outcomes: readonly Outcome[]): Difference | undefined {
  const kinds = outcomes.map(({ kind }) => kind);
  const failed = outcomes.find(one => one.kind === 'error');
  return firstOf(
    () => (outcome === undefined ? undefined : equal('outcome', outcome, Array.isArray(outcome) ? kinds : kinds[0])),
    () => (error === undefined ? undefined : contains('error', error, failed?.error)),
  );
}

function compareAdmission(expected: ExpectedAdmission, actual: ExpectedAdmission | undefined): Difference | undefined {
  const { message } = expected;
  return firstOf(
    () => equal('admission.allowed', expected.allowed, actual?.allowed),
    () => equal('admission.field', expected.field, actual?.field),
    () => (message === undefined ? undefined : contains('admission.message', message, actual?.message)),
  );
}

function compareProbe(probe: Probe, actual: Decision | undefined): Difference | undefined {
  const part = `probe "${probe.name}"`;
  return firstOf(
    () => equal(`${part} verdict`, probe.verdict, actual?.verdict),
    () => (probe.evaluated === undefined ? undefined : equal(`${part} evaluated`, probe.evaluated, actual?.evaluated)),
    () => (probe.deniedBy === undefined ? undefined : equal(`${part} deniedBy`, probe.deniedBy, actual?.deniedBy)),
  );
}
