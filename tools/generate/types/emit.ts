import { header, type GeneratedFile } from '../step';
import { docComment } from './doc-comment';
import type { KindSchema, Schema } from './schema';
import { definitionName, type Struct, type Structs } from './structs';

/** One module of interfaces: collects what it must import while types are written. */
export class Module {
  private readonly blocks: string[] = [];
  private readonly names = new Set<string>();
  private readonly local = new Map<string, Set<string>>();
  private readonly foreign = new Map<string, string>();
  private readonly aliases = new Set<string>();
  readonly home: string;
  readonly name: string;
  private readonly structs: Structs;

  constructor(home: string, name: string, structs: Structs) {
    this.home = home;
    this.name = name;
    this.structs = structs;
  }

  /** Adds an interface, and the interfaces of the objects that are written inside it. */
  addInterface(name: string, schema: Schema, document: KindSchema, doc = ''): void {
    if (this.names.has(name)) throw new Error(`${this.home}/${this.name}: two interfaces called ${name}`);
    this.names.add(name);
    const place = this.blocks.push('') - 1;
    if (schema.properties === undefined) {
      this.blocks[place] = `${doc}export type ${name} = ${this.typeOf(schema, name, document)};\n`;
      return;
    }
    const required = new Set(schema.required);
    const fields = Object.entries(schema.properties).map(([field, child]) => {
      const inner = this.typeOf(child, `${name}${capital(field)}`, document);
      const key = /^[A-Za-z_$][\w$]*$/.test(field) ? field : literal(field);
      return `${docComment(child, '  ')}  readonly ${key}${required.has(field) ? '' : '?'}: ${inner};\n`;
    });
    if (isOpen(schema)) fields.push('  readonly [field: string]: unknown;\n');
    this.blocks[place] = `${doc}export interface ${name} {\n${fields.join('')}}\n`;
  }

  get isEmpty(): boolean {
    return this.blocks.length === 0;
  }

  file(): GeneratedFile {
    const up = '../'.repeat(this.home.split('/').length);
    const lines: string[] = [];
    if (this.aliases.size > 0) lines.push(`import type { ${[...this.aliases].sort().join(', ')} } from '${up}kind';`);
    for (const [home, alias] of [...this.foreign].sort()) lines.push(`import type * as ${alias} from '${up}${home}';`);
    for (const [module, names] of [...this.local].sort()) {
      lines.push(`import type { ${[...names].sort().join(', ')} } from './${module}';`);
    }
    const head = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
    return { path: `imports/${this.home}/${this.name}.ts`, text: `${header}${head}${this.blocks.join('\n')}` };
  }

  private typeOf(schema: Schema, name: string, document: KindSchema): string {
    if (schema.$ref !== undefined) return this.reference(this.structs.find(document, definitionName(schema.$ref)));
    const [only, ...more] = schema.allOf ?? [];
    if (only?.$ref !== undefined && more.length === 0) return this.typeOf(only, name, document);
    if ('const' in schema) return literal(schema.const);
    if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
    if (schema['x-known-values'] !== undefined) {
      return `${this.alias('Open')}<${schema['x-known-values'].map(literal).join(' | ')}>`;
    }
    if (schema['x-kubernetes-int-or-string'] === true) return this.alias('IntOrString');
    if (schema['x-go-type'] === 'resource.Quantity') return this.alias('Quantity');
    if (schema['x-go-type'] === 'metav1.Duration') return this.alias('Duration');
    return this.structural(schema, name, document);
  }

  private structural(schema: Schema, name: string, document: KindSchema): string {
    if (schema.type === undefined) {
      const branches = schema.anyOf ?? schema.oneOf;
      if (branches?.every(branch => branch.type !== undefined) !== true) return 'unknown';
      return [...new Set(branches.map(branch => this.typeOf(branch, name, document)))].join(' | ');
    }
    if (typeof schema.type !== 'string') {
      return schema.type.map(type => this.structural({ ...schema, type }, name, document)).join(' | ');
    }
    switch (schema.type) {
      case 'integer':
        return 'number';
      case 'array':
        return this.arrayOf(schema.items ?? {}, name, document);
      case 'object':
        return this.objectOf(schema, name, document);
      default:
        return schema.type;
    }
  }

  private arrayOf(items: Schema, name: string, document: KindSchema): string {
    const entry = this.typeOf(items, name, document);
    return `readonly ${/[|&]|^readonly /.test(entry) ? `(${entry})` : entry}[]`;
  }

  private objectOf(schema: Schema, name: string, document: KindSchema): string {
    if (schema['x-kubernetes-embedded-resource'] === true) return this.alias('FreeForm');
    if (schema.properties !== undefined && schema['x-go-type'] !== 'runtime.RawExtension') {
      this.addInterface(name, schema, document);
      return name;
    }
    const values = schema.additionalProperties;
    if (typeof values === 'object') return `Readonly<Record<string, ${this.typeOf(values, name, document)}>>`;
    return values === false && !isOpen(schema) ? 'Readonly<Record<string, never>>' : this.alias('FreeForm');
  }

  private reference(struct: Struct): string {
    if (struct.home === this.home) {
      if (struct.module !== this.name) addTo(this.local, struct.module, struct.name);
      return struct.name;
    }
    const alias = struct.home.replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    this.foreign.set(struct.home, alias);
    return `${alias}.${struct.name}`;
  }

  private alias(name: string): string {
    this.aliases.add(name);
    return name;
  }
}

function isOpen(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
}

/** A literal type in the quotes of the code base. */
function literal(value: unknown): string {
  const text = JSON.stringify(value);
  if (typeof value !== 'string') return text;
  return `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const capital = (text: string): string =>
  text.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
