import { wrapped } from '../../core/wrap';
import type { Schema } from '../json-schema';
import { limitsOf } from '../limits';

/** What the type of a field cannot say, as one comment, the prose of the definition first; empty when there is nothing. */
export function docComment(schema: Schema, indent: string): string {
  const notes = [...defaultOf(schema), ...immutable(schema), ...limitsOf(schema), ...format(schema)].join('; ');
  const prose = (schema.description ?? '').split(/\n\s*\n/).flatMap(paragraph => wrapped(paragraph, 140));
  const lines = [...prose, ...(notes === '' ? [] : [notes])].map(line => line.replaceAll('*/', '*\\/'));
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines.join('')} */\n`;
  return `${indent}/**\n${lines.map(line => `${indent} * ${line}\n`).join('')}${indent} */\n`;
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

/** Quantities and durations have types of their own, whose patterns say nothing new. */
function format(schema: Schema): string[] {
  const named = schema['x-go-type'] === 'resource.Quantity' || schema['x-go-type'] === 'metav1.Duration';
  if (schema.pattern !== undefined && !named && !schema['x-kubernetes-int-or-string'])
    return [`pattern ${schema.pattern}`];
  return schema.format === 'date-time' || schema.format === 'byte' ? [`format ${schema.format}`] : [];
}
