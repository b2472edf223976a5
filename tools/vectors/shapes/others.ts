import { entryId, notBuilt, type Evidence, type Shape, type VectorCase } from '../shape';

type Section = Readonly<Record<string, unknown>>;

const topicOf: Readonly<Record<string, string>> = {
  nodeAgent: 'node-agent',
  liveMigration: 'migration',
  stopVendoring: 'imports',
  skaffold: 'skaffold',
  airGap: 'air-gap',
};

const evidence = new Set([
  'oscKeyUnchanged',
  'oscKeyChanged',
  'restartImpact',
  'oscValidation',
  'upstreamDrift',
  'gardenerGolden',
  'containersYaml',
]);
// entries that are only a sentence are evidence too
const sentences = new Set(['bootstrapRules', 'admission']);
const lists = ['cases', 'runs', 'states', 'checker', 'collisions'];

/** others-vectors.json (FORMAT.md 8): `nodeAgent` and its siblings, for later topics. */
export const shape: Shape = {
  name: 'others',
  matches: data => typeof data === 'object' && data !== null && 'nodeAgent' in data,
  *cases(data: Section): Iterable<VectorCase | Evidence> {
    for (const [section, topic] of Object.entries(topicOf)) {
      for (const [group, content] of Object.entries((data[section] ?? {}) as Section))
        yield* groupCases(topic, group, content);
    }
  },
};

function* groupCases(topic: string, group: string, content: unknown): Iterable<VectorCase | Evidence> {
  const topics = [topic];
  const entries = entriesOf(group, content);
  const isSentence = (entry: unknown): boolean =>
    sentences.has(group) && Object.keys(entry as object).every(key => key === 'case' || key === 'prov');
  const executable = evidence.has(group) ? [] : entries.filter(([, entry]) => !isSentence(entry));
  for (const [index, entry] of executable)
    yield { id: entryId(group, entry, index), group, topics, run: notBuilt(group) };
  const count = entries.length - executable.length;
  if (count > 0) yield { group, topics, count };
}

/** All entries of a group with their index: a list, the lists of an object, or one case. */
function entriesOf(group: string, content: unknown): [number, unknown][] {
  if (Array.isArray(content)) return [...content.entries()];
  const object = content as Section;
  const found = lists.flatMap(name => (Array.isArray(object[name]) ? (object[name] as unknown[]) : []));
  if (found.length > 0) return [...found.entries()];
  return [[0, group === 'quorum' ? object : content]];
}
