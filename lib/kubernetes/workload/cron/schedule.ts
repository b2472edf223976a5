import { Duration } from '../../../core/duration';
import { suggest } from '../../../core/suggest';
import { fieldValues, scheduleFields } from './schedule-field';

/** When a CronJob runs. */
export interface Schedule {
  /** There is no such minute, as on 30 February. */
  readonly isNever: boolean;
}

const descriptors = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const every = '@every ';
const always: Schedule = { isNever: false };
/** White space by Go's definition. */
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Reads a schedule without time zone as the API server does, or says what is wrong with it (`robfig/cron:parser.go v3.0.1`, ParseStandard).
 */
export function parseSchedule(text: string): Schedule | string {
  if (text.startsWith('@')) return descriptor(text);
  const parts = text.split(space).filter(part => part !== '');
  if (parts.length !== scheduleFields.length)
    return `must have five fields (minute, hour, day, month, day of the week) or be one such as @daily, has ${parts.length}`;
  const fields = [];
  for (const [index, field] of scheduleFields.entries()) {
    const part = parts[index] ?? '';
    const values = fieldValues(part, field);
    if (typeof values === 'string') return values;
    fields.push({ values, isAny: isAny(part) });
  }
  const [, , days, months, weekdays] = fields as [Field, Field, Field, Field, Field];
  const isEmpty = fields.some(({ values }) => values.size === 0);
  return { isNever: isEmpty || (weekdays.isAny && !hasDay(days.values, months.values)) };
}

interface Field {
  readonly values: ReadonlySet<number>;
  /** Every value, so that it does not narrow what the other kind of day says. */
  readonly isAny: boolean;
}

/** An asterisk among the parts, unless it is thinned out by a step. */
function isAny(text: string): boolean {
  return text.split(',').some(part => /^[*?](-[^/]*)?(\/\+?0*1)?$/.test(part));
}

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function hasDay(days: ReadonlySet<number>, months: ReadonlySet<number>): boolean {
  const first = Math.min(...days);
  return [...months].some(month => first <= (daysOfMonth[month - 1] ?? 0));
}

function descriptor(text: string): Schedule | string {
  if (descriptors.includes(text)) return always;
  if (text.startsWith(every)) {
    const problem = Duration.problem(text.slice(every.length));
    return problem === undefined ? always : `the duration ${problem}`;
  }
  const near = suggest(text, descriptors);
  return `must be one of ${descriptors.join(' ')}, or @every and a duration${near === undefined ? '' : `; did you mean ${near}`}`;
}
