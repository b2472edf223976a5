import { Duration } from '../../../core/duration';
import { memoize } from '../../../core/memo';

/** The values of one field of a cron spec. */
interface Bounds {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fields: readonly Bounds[] = [
  { name: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', minimum: 0, maximum: 23 },
  { name: 'day of month', minimum: 1, maximum: 31 },
  { name: 'month', minimum: 1, maximum: 12, names: months },
  { name: 'day of week', minimum: 0, maximum: 6, names: days },
];

const descriptors = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const every = '@every ';

/**
 * Why a text is no cron spec of five fields or descriptor such as `@daily`; undefined when it is one. It is as strict as the library
 * of Gardener: robfig/cron:parser.go v1.2 (ParseStandard).
 */
export const cronProblem: (spec: string) => string | undefined = memoize(specProblem);

function specProblem(spec: string): string | undefined {
  if (spec.startsWith('@')) return descriptorProblem(spec);
  const parts = spec.split(/\s+/).filter(part => part !== '');
  if (parts.length !== fields.length) return `a cron spec has 5 fields, this one has ${parts.length}`;
  for (const [index, bounds] of fields.entries()) {
    const entries = (parts[index] ?? '').split(',').filter(entry => entry !== '');
    const problem = entries.map(entry => rangeProblem(entry, bounds)).find(text => text !== undefined);
    if (problem !== undefined) return `${bounds.name}: ${problem}`;
  }
  return undefined;
}

function descriptorProblem(spec: string): string | undefined {
  if (descriptors.has(spec)) return undefined;
  if (!spec.startsWith(every)) return `${spec} is unknown, known are ${[...descriptors].join(', ')} and @every`;
  const problem = Duration.problem(spec.slice(every.length));
  return problem === undefined ? undefined : `the duration of @every ${problem}`;
}

function rangeProblem(entry: string, bounds: Bounds): string | undefined {
  const { minimum, maximum } = bounds;
  const [range = '', stepText, ...moreSteps] = entry.split('/');
  const [low = '', high, ...moreBounds] = range.split('-');
  if (moreSteps.length > 0) return `"${entry}" has more than one slash`;
  const step = stepText === undefined ? 1 : wholeNumber(stepText);
  if (step === undefined || step === 0) return `the step of "${entry}" is no positive whole number`;
  if (low === '*' || low === '?') return undefined;
  if (moreBounds.length > 0) return `"${entry}" has more than one hyphen`;
  const start = numberOf(low, bounds);
  // a single value with a step begins a range up to the maximum
  const fallback = stepText === undefined ? start : maximum;
  const end = high === undefined ? fallback : numberOf(high, bounds);
  if (start === undefined || end === undefined) return `"${entry}" is no number or name`;
  if (start < minimum || end > maximum) return `"${entry}" is not within ${minimum} to ${maximum}`;
  return start > end ? `"${entry}" ends before it begins` : undefined;
}

function numberOf(text: string, { names, minimum }: Bounds): number | undefined {
  const index = names?.indexOf(text.toLowerCase()) ?? -1;
  return index >= 0 ? index + minimum : wholeNumber(text);
}

function wholeNumber(text: string): number | undefined {
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}
