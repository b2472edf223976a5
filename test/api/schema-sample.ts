import fc from 'fast-check';
import { choiceOf } from '../../lib/api/alternatives';
import { resolveSchema, type Schema } from '../../lib/api/json-schema';
import type { KindInfo } from '../../lib/api/registry';
import { propertiesOf } from '../../lib/api/schema-place';

/** A valid object of a kind that has every declared field down to a depth: made from the schema, the same in every run. */
export function sampleOf(info: KindInfo, depth = 6): Record<string, unknown> {
  const root = info.schema();
  return new Sampler(root, depth).value(root, 0) as Record<string, unknown>;
}

/** Patterns repeat in all kinds, and finding a text for one is slow. */
const texts = new Map<string, string>();

class Sampler {
  private readonly root: Schema;
  private readonly depth: number;

  constructor(root: Schema, depth: number) {
    this.root = root;
    this.depth = depth;
  }

  value(declared: Schema, level: number): unknown {
    const schema = { ...resolveSchema(declared, this.root), ...declared };
    if ('const' in schema) return schema.const;
    if (schema.enum !== undefined) return schema.enum.find(value => value !== null && value !== '') ?? schema.enum[0];
    const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
    switch (type) {
      case 'object':
        return this.object(declared, level);
      case 'array':
        return this.list(schema, level);
      case 'boolean':
        return true;
      case 'integer':
      case 'number':
        return this.number(schema);
      case 'string':
        return this.text(schema);
      default:
        return this.alternative(schema, level);
    }
  }

  private object(declared: Schema, level: number): Record<string, unknown> {
    const schema = resolveSchema(declared, this.root);
    const properties = propertiesOf(declared, this.root);
    const required = [...(schema.required ?? []), ...(declared.required ?? [])];
    const names = level >= this.depth ? required : Object.keys(properties);
    const fields: Record<string, unknown> = {};
    for (const name of names) {
      if (level === 0 && name === 'status') continue;
      fields[name] = this.value(properties[name] ?? {}, level + 1);
    }
    if (Object.keys(properties).length === 0 && typeof schema.additionalProperties === 'object') {
      fields['key'] = this.value(schema.additionalProperties, level + 1);
    }
    this.choose(declared, fields);
    return fields;
  }

  /** Of fields that exclude each other only the first stays. */
  private choose(declared: Schema, fields: Record<string, unknown>): void {
    const schema = resolveSchema(declared, this.root);
    for (const choice of [schema, ...(schema.allOf ?? [])]) {
      const [, ...others] = choiceOf(choice.oneOf ?? []);
      for (const name of others) Reflect.deleteProperty(fields, name);
    }
  }

  private list(schema: Schema, level: number): unknown[] {
    return schema.items === undefined ? [] : [this.value(schema.items, level + 1)];
  }

  private number({ minimum, exclusiveMinimum, multipleOf, maximum }: Schema): number {
    const low = minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1);
    return Math.min(Math.ceil(low / (multipleOf ?? 1)) * (multipleOf ?? 1), maximum ?? Infinity);
  }

  private text(schema: Schema): string {
    if (schema['x-go-type'] === 'metav1.Duration' || schema.format === 'duration') return '1h0m0s';
    if (schema['x-go-type'] === 'resource.Quantity') return '10Gi';
    if (schema.format === 'date-time') return '2026-01-31T12:00:00Z';
    if (schema.format === 'byte') return 'aGVsbG8=';
    if (schema.pattern !== undefined) return this.matching(schema, schema.pattern);
    return 'x'.repeat(Math.min(Math.max(schema.minLength ?? 0, 4), schema.maxLength ?? 4));
  }

  private matching({ minLength = 0, maxLength = Infinity }: Schema, pattern: string): string {
    const key = `${pattern} ${minLength} ${maxLength}`;
    const known = texts.get(key);
    if (known !== undefined) return known;
    const fits = (text: string): boolean => text.length >= minLength && text.length <= maxLength;
    const matching = fc.stringMatching(new RegExp(pattern, 'u')).filter(fits);
    const [text] = fc.sample(matching, { seed: 7, numRuns: 1 });
    if (text === undefined) throw new Error(`no text matches ${pattern}`);
    texts.set(key, text);
    return text;
  }

  private alternative(schema: Schema, level: number): unknown {
    const [first] = schema.anyOf ?? schema.oneOf ?? [];
    return first?.type === undefined ? { free: 'form' } : this.value(first, level);
  }
}
