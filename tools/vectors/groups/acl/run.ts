import { admissionVerdict } from '../../../../lib/acl/admission';
import type { EnvoyFilter } from '../../../../lib/acl/envoy-filter';
import { evaluate } from '../../../../lib/acl/evaluate/evaluate';
import { predictUpstream, type Outcome } from '../../../../lib/acl/outcome';
import { contains, equal, firstOf, sameSet, type Difference } from '../../compare';
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
  const decisions = probes.map(probe => evaluate(objects, probe));
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
    () => firstOf(...probes.map((probe, i) => () => compareProbe(probe, decisions[i]))),
  );
}

function objectsOf(outcome: Outcome): readonly EnvoyFilter[] {
  return outcome.kind === 'rendered' ? outcome.objects : [];
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

function compareProbe(probe: Probe, actual: ReturnType<typeof evaluate> | undefined): Difference | undefined {
  const part = `probe "${probe.name}"`;
  return firstOf(
    () => equal(`${part} verdict`, probe.verdict, actual?.verdict),
    () => (probe.evaluated === undefined ? undefined : equal(`${part} evaluated`, probe.evaluated, actual?.evaluated)),
    () => (probe.deniedBy === undefined ? undefined : equal(`${part} deniedBy`, probe.deniedBy, actual?.deniedBy)),
  );
}
