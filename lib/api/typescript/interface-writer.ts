import type { Schema } from '../json-schema';
import { docComment } from './doc-comment';
import { literal, propertyName } from './literal';

/** A type that many fields share. */
export type SharedType = 'Open' | 'IntOrString' | 'Quantity' | 'Duration' | 'FreeForm';

/** How types that stand elsewhere are named; the answers are texts of types. */
export interface TypeNames {
  /** What a local reference of the schema means. */
  reference(target: string): string;
  shared(type: SharedType): string;
}

/** An interface to be written. */
export interface InterfaceRequest {
  readonly name: string;
  readonly schema: Schema;
  readonly names: TypeNames;
  /** Comment above it. @default none */
  readonly doc?: string;
  /** Begin of the names of interfaces inside it. @default its name */
  readonly prefix?: string;
}

/** Writes schemas as interfaces with the exact names of JSON; objects inside become interfaces of their own. */
export class InterfaceWriter {
  /** Texts of declarations, outer ones first. */
  readonly blocks: string[] = [];
  private readonly taken: Set<string>;

  /** @param reserved names that no interface may have */
  constructor(reserved: Iterable<string> = []) {
    this.taken = new Set(reserved);
  }

  /** Adds an interface, and those of the objects that are written inside it. Fails when the name is taken. */
  add({ name, schema, names, doc = '', prefix = name }: InterfaceRequest): void {
    if (this.taken.has(name)) throw new Error(`two interfaces are called ${name}`);
    this.taken.add(name);
    const place = this.blocks.push('') - 1;
    if (schema.properties === undefined) {
      this.blocks[place] = `${doc}export type ${name} = ${this.typeOf(schema, prefix, names)};\n`;
      return;
    }
    const required = new Set(schema.required);
    const fields = Object.entries(schema.properties).map(([field, child]) => {
      const inner = this.typeOf(child, `${prefix}${capital(field)}`, names);
      const mark = required.has(field) ? '' : '?';
      return `${docComment(child, '  ')}  readonly ${propertyName(field)}${mark}: ${inner};\n`;
    });
    if (isOpen(schema)) fields.push('  readonly [field: string]: unknown;\n');
    this.blocks[place] = `${doc}export interface ${name} {\n${fields.join('')}}\n`;
  }

  private typeOf(schema: Schema, name: string, names: TypeNames): string {
    if (schema.$ref !== undefined) return names.reference(schema.$ref);
    const [only, ...more] = schema.allOf ?? [];
    if (only?.$ref !== undefined && more.length === 0) return this.typeOf(only, name, names);
    if ('const' in schema) return literal(schema.const);
    if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
    if (schema['x-known-values'] !== undefined)
      return `${names.shared('Open')}<${schema['x-known-values'].map(literal).join(' | ')}>`;
    if (schema['x-kubernetes-int-or-string'] === true) return names.shared('IntOrString');
    if (schema['x-go-type'] === 'resource.Quantity') return names.shared('Quantity');
    if (schema['x-go-type'] === 'metav1.Duration') return names.shared('Duration');
    return this.structural(schema, name, names);
  }

  private structural(schema: Schema, name: string, names: TypeNames): string {
    if (schema.type === undefined) {
      const branches = schema.anyOf ?? schema.oneOf;
      if (branches?.every(branch => branch.type !== undefined) !== true) return 'unknown';
      return [...new Set(branches.map(branch => this.typeOf(branch, name, names)))].join(' | ');
    }
    if (typeof schema.type !== 'string')
      return schema.type.map(type => this.structural({ ...schema, type }, name, names)).join(' | ');
    switch (schema.type) {
      case 'integer':
        return 'number';
      case 'array':
        return this.arrayOf(schema.items ?? {}, name, names);
      case 'object':
        return this.objectOf(schema, name, names);
      default:
        return schema.type;
    }
  }

  /** Fields such as `a-b` and `aB` would give one name to two interfaces. */
  private freeName(name: string): string {
    for (let number = 2, free = name; ; number++) {
      if (!this.taken.has(free)) return free;
      free = `${name}${number}`;
    }
  }

  private arrayOf(items: Schema, name: string, names: TypeNames): string {
    const entry = this.typeOf(items, name, names);
    return `readonly ${/[|&]|^readonly /.test(entry) ? `(${entry})` : entry}[]`;
  }

  private objectOf(schema: Schema, name: string, names: TypeNames): string {
    if (schema['x-kubernetes-embedded-resource'] === true) return names.shared('FreeForm');
    if (schema.properties !== undefined && schema['x-go-type'] !== 'runtime.RawExtension') {
      const free = this.freeName(name);
      this.add({ name: free, schema, names });
      return free;
    }
    const values = schema.additionalProperties;
    if (typeof values === 'object') return `Readonly<Record<string, ${this.typeOf(values, name, names)}>>`;
    return values === false && !isOpen(schema) ? 'Readonly<Record<string, never>>' : names.shared('FreeForm');
  }
}

function isOpen(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
}

/** A text as a name of a type: `a-b` is `AB`. */
export const capital = (text: string): string =>
  text.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
