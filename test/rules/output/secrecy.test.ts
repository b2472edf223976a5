// Whatever is wrong with a file that holds a Secret: no output shows a value of it.
import fc from 'fast-check';
import { judgeTree } from '../../../lib/manifests/judge-tree';
import { readManifests } from '../../../lib/manifests/manifest-file';
import { objects } from '../../../lib/rules/objects/topic';
import { printGithub } from '../../../lib/rules/output/github';
import { printJson } from '../../../lib/rules/output/json';
import { printSarif } from '../../../lib/rules/output/sarif';
import { printFindings } from '../../../lib/rules/output/text';
import { topics } from '../../../lib/topics';

const head = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: shop\n';
const secrets = [
  `${head}stringData:\n  key: pa55word\n  other: "pa55word"\n  list: |\n    pa55word\n    pa55word\n`,
  `${head}data: {a: pa55word, "b": "pa55word", c: [pa55word]}\n`,
  '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a","namespace":"shop"},"data":{"a":"pa55word","b":"pa55word"}}',
  `apiVersion: v1\nkind: List\nitems:\n${head.replace(/^/gm, '  ').replace('  a', '- a').trimEnd()}\n    data:\n      a: pa55word\n`,
];

// no "!": it makes a tag of a key, and then a key of the value
const character = fc.constantFrom(...':{}[],"\'\t\n -#&*|>%@x1~'.split(/(?:)/u));
const edit = fc.record({ at: fc.nat(), remove: fc.nat(1), insert: fc.option(character) });

function edited(text: string, { at, remove, insert }: { at: number; remove: number; insert: string | null }): string {
  const place = at % text.length;
  return text.slice(0, place) + (insert ?? '') + text.slice(place + remove);
}

function outputs(text: string): string {
  const file = 'a.yaml';
  const read = readManifests(text, file);
  const textOf = (): string => text;
  const tree = { ...read, objects: read.objects.map(one => ({ ...one, file })), files: 1, textOf };
  const judgement = judgeTree(tree, { topics: [objects, ...topics] });
  const options = { textOf };
  return [
    printFindings(judgement, options),
    printJson(judgement),
    printSarif(judgement),
    printGithub(judgement, options),
  ].join('\n');
}

it('values of Secrets stay hidden, also when a mistake of the writer tears the file apart', () => {
  fc.assert(
    fc.property(fc.constantFrom(...secrets), edit, (secret, one) => {
      // an edit in the value itself makes another value
      expect(outputs(edited(secret, one))).not.toMatch(/pa55|55word/);
    }),
    { numRuns: 800, seed: 1 },
  );
});
