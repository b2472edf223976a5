import { isDeepStrictEqual } from 'node:util';
import { formats } from '../../../api/formats';
import { patternForJavaScript } from '../../../api/re2';
import type { FieldPath } from '../../../core/field-path';
import { isMap } from '../../../core/plain-map';
import { Report } from '../../../rules/report';
import type { Rule } from '../../../rules/rule';
import { itemsOf, valuesOf, type SchemaProps } from './schema-props';

/** A value and what it must be like. */
export interface JudgedValue {
  readonly value: unknown;
  readonly schema: SchemaProps;
  readonly path: FieldPath;
  /** Where the value begins that it is part of: alternatives of a part are judged as those of the whole. */
  readonly whole: FieldPath;
}

/**
 * Whether a value is what its schema says, in the types of errors that the API server gives. Formats that nothing here evaluates, and
 * patterns that JavaScript has no equal of, hold.
 *
 * Upstream: `kube-openapi:pkg/validation/validate/schema.go 2026-03`.
 */
export function validateValue(judged: JudgedValue, rule: Rule, report: Report): void {
  const { value, schema, path } = judged;
  if (!hasType(value, schema))
    report.typeInvalid(rule, path, value, { message: `must be ${schema.type ?? schema.format ?? 'a value'}` });
  validateBranches(judged, rule, report);
  if (typeof value === 'string') refuse(textProblem(value, schema), judged, rule, report);
  if (typeof value === 'number') refuse(numberProblem(value, schema), judged, rule, report);
  if (
    schema.enum !== undefined &&
    schema.enum.length > 0 &&
    !schema.enum.some(entry => isDeepStrictEqual(entry, value))
  )
    report.notSupported(
      rule,
      path,
      value,
      schema.enum.map(entry => (typeof entry === 'string' ? entry : JSON.stringify(entry))),
    );
  if (Array.isArray(value)) validateList(value, judged, rule, report);
  else if (isMap(value)) validateMap(value, judged, rule, report);
}

type Values = Readonly<Record<string, unknown>>;

function hasType(value: unknown, { type = '', format = '', nullable }: SchemaProps): boolean {
  if (value === null) return type === '' || nullable === true;
  const isText = typeof value === 'string' || Array.isArray(value);
  const isNumber = type === 'number' || type === 'integer';
  // upstream leaves a text with a format to that format
  if (isText && format !== '' && !isNumber) return true;
  return type === '' ? format === '' : typesOf(value).includes(type);
}

function typesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value];
}

function refuse(
  problem: string | undefined,
  { value, path }: Pick<JudgedValue, 'value' | 'path'>,
  rule: Rule,
  report: Report,
): void {
  if (problem !== undefined) report.invalid(rule, path, value, { message: problem });
}

function textProblem(value: string, { format = '', maxLength, minLength, pattern }: SchemaProps): string | undefined {
  const length = Array.from(value).length;
  if (maxLength !== undefined && length > maxLength) return `must have at most ${maxLength} characters`;
  if (minLength !== undefined && length < minLength) return `must have at least ${minLength} characters`;
  const expression = pattern === undefined ? undefined : patternForJavaScript(pattern);
  if (expression !== undefined && !new RegExp(expression, 'u').test(value)) return `must match ${pattern}`;
  const known = Object.hasOwn(formats, format) ? formats[format] : undefined;
  const fits = known?.type !== 'string' || (known.validate as (text: string) => boolean)(value);
  return fits ? undefined : `must be a ${format}`;
}

function numberProblem(value: number, schema: SchemaProps): string | undefined {
  const { minimum, maximum, multipleOf, type = '', format = '' } = schema;
  const known = Object.hasOwn(formats, format) ? formats[format] : undefined;
  const isRanged = known?.type === 'number' && (type === 'integer') === format.startsWith('int');
  if (isRanged && !(known.validate as (number: number) => boolean)(value)) return `must be ${format}`;
  if (multipleOf !== undefined && (multipleOf <= 0 || !Number.isInteger(value / multipleOf)))
    return multipleOf <= 0 ? 'multipleOf must be above 0' : `must be a multiple of ${multipleOf}`;
  if (minimum !== undefined && (schema.exclusiveMinimum === true ? value <= minimum : value < minimum))
    return `must be at least ${minimum}`;
  if (maximum !== undefined && (schema.exclusiveMaximum === true ? value >= maximum : value > maximum))
    return `must be at most ${maximum}`;
  return undefined;
}

function validateList(
  list: readonly unknown[],
  { schema, path, whole }: JudgedValue,
  rule: Rule,
  report: Report,
): void {
  const { minItems = 0, maxItems = Infinity } = schema;
  const items = itemsOf(schema);
  if (list.length < minItems)
    report.invalid(rule, path, list.length, { message: `must have at least ${minItems} entries` });
  if (list.length > maxItems) report.tooMany(rule, path, list.length, maxItems);
  if (items !== undefined)
    for (const [index, value] of list.entries())
      validateValue({ value, schema: items, path: path.index(index), whole }, rule, report);
}

function validateMap(map: Values, { schema, path, whole }: JudgedValue, rule: Rule, report: Report): void {
  const { properties = {}, required = [], minProperties = 0, maxProperties = Infinity } = schema;
  const size = Object.keys(map).length;
  if (size < minProperties)
    report.invalid(rule, path, size, { message: `must have at least ${minProperties} entries` });
  if (size > maxProperties) report.tooMany(rule, path, size, maxProperties);
  const values = valuesOf(schema);
  for (const [name, value] of Object.entries(map)) {
    const field = Object.hasOwn(properties, name) ? properties[name] : values;
    if (field !== undefined) validateValue({ value, schema: field, path: path.child(name), whole }, rule, report);
  }
  for (const name of required) if (!Object.hasOwn(map, name)) report.required(rule, path.child(name));
}

function validateBranches(judged: JudgedValue, rule: Rule, report: Report): void {
  const { value, schema, path, whole } = judged;
  const { allOf = [], anyOf = [], oneOf = [], not } = schema;
  const holds = (branch: SchemaProps): boolean => {
    const found = new Report();
    validateValue({ value, schema: branch, path, whole }, rule, found);
    return found.findings.length === 0;
  };
  const matches = oneOf.filter(holds).length;
  const problems = [
    !allOf.every(holds) && 'must match all of allOf',
    anyOf.length > 0 && !anyOf.some(holds) && 'must match one of anyOf',
    oneOf.length > 0 && matches !== 1 && `must match one of oneOf, and matches ${matches}`,
    not !== undefined && holds(not) && 'must not match what stands in not',
  ].filter(problem => typeof problem === 'string');
  refuse(problems.length === 0 ? undefined : problems.join(', '), { value, path: whole }, rule, report);
}
