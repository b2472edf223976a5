/** The values of one field of a schedule. */
export interface ScheduleField {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Words for the values from the minimum on, in lower case. */
  readonly words?: readonly string[];
}

/** The five fields of a schedule, in their order. Sunday is 0; there is no 7. */
export const scheduleFields = [
  { name: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', minimum: 0, maximum: 23 },
  { name: 'day of the month', minimum: 1, maximum: 31 },
  {
    name: 'month',
    minimum: 1,
    maximum: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', minimum: 0, maximum: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const satisfies readonly ScheduleField[];

/** The values that a text of a field stands for, or what is wrong with it: ranges with steps, and commas between. */
export function fieldValues(text: string, field: ScheduleField): ReadonlySet<number> | string {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    // upstream overlooks a comma too many
    if (part === '') continue;
    const range = rangeOf(part, field);
    if (typeof range === 'string') return `${field.name} "${part}": ${range}`;
    for (let value = range.start; value <= range.end; value += range.step) values.add(value);
  }
  return values;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** `5`, `1-5`, `*`, and each of them with a step: `5/15` goes on to the highest value. */
function rangeOf(text: string, field: ScheduleField): Range | string {
  const [bounds = '', stepText, ...further] = text.split('/');
  if (further.length > 0) return 'takes one step, after one slash';
  const limits = limitsOf(bounds, field);
  if (typeof limits === 'string') return limits;
  const step = stepText === undefined ? 1 : numberOf(stepText);
  if (step === undefined) return `a step is a whole number, not "${stepText}"`;
  const end = stepText !== undefined && !bounds.includes('-') ? field.maximum : limits.end;
  return rangeProblem({ start: limits.start, end, step }, field) ?? { start: limits.start, end, step };
}

function limitsOf(bounds: string, field: ScheduleField): Omit<Range, 'step'> | string {
  const [first = '', last = first, ...further] = bounds.split('-');
  // upstream reads nothing behind an asterisk
  if (first === '*' || first === '?') return { start: field.minimum, end: field.maximum };
  const [start, end] = [valueOf(first, field), valueOf(last, field)];
  if (further.length > 0) return 'takes two ends of a range at most';
  if (start === undefined || end === undefined) {
    const words = field.words === undefined ? '' : `, or one of ${field.words.join(' ')}`;
    return `must be a number from ${field.minimum} to ${field.maximum}${words}`;
  }
  return { start, end };
}

function rangeProblem({ start, end, step }: Range, { minimum, maximum }: ScheduleField): string | undefined {
  if (start < minimum || end > maximum) return `must be within ${minimum} and ${maximum}`;
  if (start > end) return 'a range goes from the lower to the higher value';
  return step === 0 ? 'a step is at least 1' : undefined;
}

function valueOf(text: string, { words = [], minimum }: ScheduleField): number | undefined {
  const position = words.indexOf(text.toLowerCase());
  return position >= 0 ? position + minimum : numberOf(text);
}

/** A number as Go reads it, with an optional plus before it; beyond 64 bits there is none. */
function numberOf(text: string): number | undefined {
  if (!/^\+?[0-9]+$/.test(text)) return undefined;
  return BigInt(text.replace('+', '')) < 1n << 63n ? Number(text) : undefined;
}
