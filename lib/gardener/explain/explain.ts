import { groupOf } from '../../core/object';
import type { Facts } from '../../rules/facts';
import {
  writtenBy,
  type ExplainedSubject,
  type ExplainedValue,
  type ExplanationSection,
} from '../../rules/explanation';
import type { View, ViewObject } from '../../rules/view';
import type { ObjectValidation } from '../object-validation';
import { effectiveValues } from './effective-values';
import { effectsOf } from './effects';
import { stagesOf } from './stages';
import { derivedNames, factsKey } from './names';
import { partsOf } from './subject';

/** Explains the objects of Gardener: their values after defaults and admission, the names that follow, what is observed, what a change does. */
export function explainObject(validations: readonly ObjectValidation[]) {
  return function* (view: View, { entry, part }: ExplainedSubject): Iterable<ExplanationSection> {
    const { apiVersion, kind } = entry.object;
    const validation = validations.find(candidate => candidate.kind === `${groupOf(apiVersion)}/${kind}`);
    if (validation === undefined) return;
    const below = part === undefined ? 'spec' : partPath(entry.object, part);
    if (below === undefined) return;
    if (entry.malformed === true) {
      yield { title: 'only what is written: fields have wrong types', values: effectiveValues(entry, [], below) };
      return;
    }
    const { stages, refusals } = stagesOf(view, entry, validation);
    if (refusals.length > 0) yield { title: 'admission refuses the object', values: refusals.map(name => ({ name })) };
    yield { title: 'effective values', values: effectiveValues(entry, stages, below) };
    if (part !== undefined) return;
    yield* describedSeed(view, entry, validations);
    const names = derivedNames(view, entry.object);
    if (names.length > 0) yield { title: 'names that follow', values: names };
    const observed = factValues(view.facts, factsKey(view, entry.object));
    if (observed.length > 0) yield { title: 'observed', values: observed };
    const effects = effectsOf(kind);
    if (effects.length > 0) yield { title: 'what a change does', values: effects };
  };
}

/** What the API server fills into the Seed that a Gardenlet or ManagedSeed describes. */
function* describedSeed(
  view: View,
  entry: ViewObject,
  validations: readonly ObjectValidation[],
): Iterable<ExplanationSection> {
  const seeds = validations.find(({ kind }) => kind === 'core.gardener.cloud/Seed');
  const spec = seedConfigOf(entry.object)?.spec;
  if (seeds === undefined || spec === undefined) return;
  const { name = '' } = entry.object.metadata;
  const object = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', metadata: { name }, spec };
  const { stages } = stagesOf(view, { ...entry, object }, seeds);
  const filledIn = effectiveValues({ ...entry, object }, stages).filter(({ by }) => by !== writtenBy);
  if (filledIn.length > 0)
    yield { title: `filled into the Seed ${name} that its gardenlet makes of seedConfig`, values: filledIn };
}

interface SeedConfig {
  readonly spec?: object;
}

function seedConfigOf({ kind, ...fields }: ViewObject['object']): SeedConfig | undefined {
  const spec = fields['spec'] as
    { readonly config?: Config; readonly gardenlet?: { readonly config?: Config } } | undefined;
  if (kind === 'Gardenlet') return spec?.config?.seedConfig;
  return kind === 'ManagedSeed' ? spec?.gardenlet?.config?.seedConfig : undefined;
}

interface Config {
  readonly seedConfig?: SeedConfig;
}

function partPath(object: ExplainedSubject['entry']['object'], part: string): string | undefined {
  const index = partsOf(object).indexOf(part);
  return index < 0 ? undefined : `spec.provider.workers[${index}]`;
}

function factValues(facts: Facts, key: string | undefined): ExplainedValue[] {
  if (key === undefined) return [];
  return [...(facts.get(key) ?? [])].map(([name, { value, origin }]) => ({ name, value, by: 'fact', origin }));
}
