import type { Schema } from './schema';

/** What the type of a field cannot say, as one comment; empty when there is nothing. */
export function docComment(schema: Schema, indent: string): string {
  const parts = [
    ...defaultOf(schema),
    ...immutable(schema),
    ...range('', schema.minimum, schema.maximum),
    ...range(' characters', schema.minLength, schema.maxLength),
    ...range(' entries', schema.minItems, schema.maxItems),
    ...format(schema),
  ];
  if (parts.length === 0) return '';
  return `${indent}/** ${parts.join('; ').replaceAll('*/', '*\\/')} */\n`;
}

function defaultOf(schema: Schema): string[] {
  if (schema.default !== undefined) return [`@default ${JSON.stringify(schema.default)}`];
  if (schema['x-go-default'] !== undefined) {
    const condition = schema['x-go-defaulted'] === 'conditional' ? ' (under conditions)' : '';
    return [`@default ${JSON.stringify(schema['x-go-default'])}${condition}`];
  }
  if (schema['x-go-defaulted'] === 'computed') return ['@default computed by the server'];
  return [];
}

function immutable(schema: Schema): string[] {
  const when = schema['x-gardener-immutable'];
  if (when === undefined) return [];
  return [when === 'always' ? 'immutable' : `immutable ${when}`];
}

function range(unit: string, low: number | undefined, high: number | undefined): string[] {
  if (low === undefined && high === undefined) return [];
  if (high === undefined) return [`at least ${low}${unit}`];
  if (low === undefined) return [`at most ${high}${unit}`];
  return [`${low} to ${high}${unit}`];
}

/** Quantities and durations have types of their own, whose patterns say nothing new. */
function format(schema: Schema): string[] {
  const named = schema['x-go-type'] === 'resource.Quantity' || schema['x-go-type'] === 'metav1.Duration';
  if (schema.pattern !== undefined && !named && !schema['x-kubernetes-int-or-string'])
    return [`pattern ${schema.pattern}`];
  return schema.format === 'date-time' || schema.format === 'byte' ? [`format ${schema.format}`] : [];
}
