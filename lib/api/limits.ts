import type { Schema } from './json-schema';

/** The bounds that a schema sets, in words: `1 to 5`, `at most 63 characters`, `more than 0`. */
export function limitsOf(schema: Schema): readonly string[] {
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  return [
    ...range('', above === undefined ? schema.minimum : undefined, below === undefined ? schema.maximum : undefined),
    ...(above === undefined ? [] : [`more than ${above}`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
    ...range(' characters', schema.minLength, schema.maxLength),
    ...range(' entries', schema.minItems, schema.maxItems),
  ];
}

function range(unit: string, low: number | undefined, high: number | undefined): readonly string[] {
  if (low === undefined && high === undefined) return [];
  if (high === undefined) return [`at least ${low}${unit}`];
  if (low === undefined) return [`at most ${high}${unit}`];
  return [`${low} to ${high}${unit}`];
}
