import type { GeneratedFile, Step } from '../step';
import { Module } from '../types/emit';
import { readKinds, type KindSchema } from '../types/schema';
import { collectStructs } from '../types/structs';
import { apiVersionOf, scopeOf, versionIndex } from '../types/version-index';

/** TypeScript interfaces and kind descriptors for every vendored schema. */
export const step: Step = {
  name: 'types',
  folders: ['imports'],
  owns: path => /^imports\/[^/]+\/[^/]+\/[^/]+\.ts$/.test(path),
  render: root => renderTypes(readKinds(root)),
};

function* renderTypes(kinds: readonly KindSchema[]): Iterable<GeneratedFile> {
  const structs = collectStructs(kinds);
  const modules = new Map<string, Module>();
  const moduleOf = (home: string, name: string): Module => {
    const key = `${home}/${name}`;
    const module = modules.get(key) ?? new Module(home, name, structs);
    modules.set(key, module);
    return module;
  };
  for (const kind of kinds) {
    moduleOf(kind.home, kind.entry.kind).addInterface(kind.entry.kind, kind.schema, kind, kindDoc(kind));
  }
  for (const struct of [...structs.all].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    moduleOf(struct.home, struct.module).addInterface(struct.name, struct.schema, struct.document);
  }
  const homes = [...new Set([...modules.values()].map(({ home }) => home))].sort();
  for (const module of modules.values()) yield module.file();
  for (const home of homes) {
    const names = [...modules.values()].filter(module => module.home === home).map(({ name }) => name);
    yield versionIndex(
      home,
      kinds.filter(kind => kind.home === home),
      names,
    );
  }
}

function kindDoc({ entry }: KindSchema): string {
  const removed = entry.removedIn === undefined ? '' : `, removed in ${entry.removedIn}`;
  return `/** ${apiVersionOf(entry)} ${entry.kind} (${scopeOf(entry)}${removed}), from ${entry.source} */\n`;
}
