import { header, type GeneratedFile } from '../step';
import type { IndexEntry, KindSchema } from './schema';

/** The module of an API version: its types, and a descriptor per kind. It is all that is loaded at run time. */
export function versionIndex(home: string, kinds: readonly KindSchema[], modules: readonly string[]): GeneratedFile {
  const described = kinds.filter(({ entry }) => entry.bare !== true).map(({ entry }) => entry);
  const imports = described.map(({ kind }) => `import type { ${kind} as ${kind}Object } from './${kind}';\n`);
  const exports = [...modules].sort().map(module => `export type * from './${module}';\n`);
  const head = described.length === 0 ? '' : `import type { Kind } from '../../kind';\n${imports.join('')}\n`;
  const body = described.map(entry => `\n${descriptor(entry)}`).join('');
  return { path: `imports/${home}/index.ts`, text: `${header}${head}${exports.join('')}${body}` };
}

function descriptor(entry: IndexEntry): string {
  const fields = [`apiVersion: '${apiVersionOf(entry)}'`, `kind: '${entry.kind}'`, `scope: '${scopeOf(entry)}'`];
  if (entry.plural !== undefined) fields.push(`plural: '${entry.plural}'`);
  const { kind } = entry;
  return `export type ${kind} = ${kind}Object;\nexport const ${kind}: Kind<${kind}Object> = { ${fields.join(', ')} };\n`;
}

/** `<group>/<version>`, or the version alone in the core group. */
export function apiVersionOf({ group, version }: Pick<IndexEntry, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Configuration files and embedded objects are `Config`, whatever metadata their Go type has. */
export function scopeOf(entry: Pick<IndexEntry, 'class' | 'scope'>): 'Namespaced' | 'Cluster' | 'Config' {
  if (entry.class === 'componentconfig' || entry.class === 'providerconfig') return 'Config';
  return entry.scope ?? 'Config';
}
