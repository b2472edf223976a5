import { InterfaceWriter, type TypeNames } from '../../../lib/api/typescript/interface-writer';
import { header, type GeneratedFile } from '../step';
import type { KindSchema, Schema } from './schema';
import { definitionName, type Struct, type Structs } from './structs';

/** One module of interfaces: collects what it must import while types are written. */
export class Module {
  private readonly writer = new InterfaceWriter();
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
    const names: TypeNames = {
      reference: target => this.reference(this.structs.find(document, definitionName(target))),
      shared: type => this.alias(type),
    };
    this.writer.add({ name, schema, names, doc });
  }

  get isEmpty(): boolean {
    return this.writer.blocks.length === 0;
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
    return { path: `imports/${this.home}/${this.name}.ts`, text: `${header}${head}${this.writer.blocks.join('\n')}` };
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

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
