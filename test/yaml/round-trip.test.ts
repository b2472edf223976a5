import * as fc from 'fast-check';
import { CORE_SCHEMA, loadAll, YAML11_SCHEMA } from 'js-yaml';
import * as yaml from 'yaml';
import { readDocuments } from '../../lib/yaml/reader/documents';
import { writeDocument, writeValue } from '../../lib/yaml/writer';
import { fields, kubectlOnlyTexts, nastyTexts, numbers, texts, values } from '../../tools/kubectl/arbitraries';

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'js-yaml, YAML 1.2': text => loadAll(text, { schema: CORE_SCHEMA })[0],
  'js-yaml, YAML 1.1': text => loadAll(text, { schema: YAML11_SCHEMA })[0],
  'yaml, YAML 1.2': text => yaml.parse(text, { version: '1.2', uniqueKeys: true }) as unknown,
  'yaml, YAML 1.1': text => yaml.parse(text, { version: '1.1', merge: false }) as unknown,
  'our reader': text => {
    const { documents, problems } = readDocuments(text);
    expect(problems.filter(({ code }) => code !== 'precision' && code !== 'control-character')).toEqual([]);
    return documents[0]?.value;
  },
};

/** `yaml` takes a key `<<` for a merge in YAML 1.1 and drops a key `__proto__`. */
const plainFields = fields(values()).filter(map => !/"__proto__":/.test(JSON.stringify(map)));

describe.each(Object.entries(readers))('%s', (_name, read) => {
  test('reads each nasty text back', () => {
    const found = [...nastyTexts, ...kubectlOnlyTexts].filter(text => {
      const object = { value: text, list: [text, [text, { a: text }]], map: text === '<<' ? {} : { [text]: [text] } };
      return (
        JSON.stringify(read(writeDocument(object))) !==
        JSON.stringify({ list: object.list, map: object.map, value: text })
      );
    });
    expect(found).toEqual([]);
  });

  test('reads random texts and numbers back', () => {
    const list = fc.sample(fc.oneof(texts(), numbers()), { numRuns: 3000, seed: 7 });
    expect(read(writeValue(list))).toEqual(list);
  });

  test('reads random objects back', () => {
    fc.assert(
      fc.property(plainFields, map => {
        expect(read(writeDocument(map))).toEqual(map);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

test('the text does not depend on the order of fields and says the same when it is read and written again', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, field]) => [key, reversed(field)]),
    );
  };
  fc.assert(
    fc.property(fields(values()), map => {
      const text = writeDocument(map);
      expect(writeDocument(reversed(map) as object)).toBe(text);
      expect(writeDocument(readDocuments(text).documents[0]?.value as object)).toBe(text);
    }),
    { numRuns: 300, seed: 13 },
  );
});

test('the text has no tab, no carriage return, no blank at the end of a line, no anchor and a line break at its end', () => {
  fc.assert(
    fc.property(fields(values()), map => {
      const text = writeDocument(map);
      expect(text).not.toMatch(/\r|[ \t]\n|\n$(?<=\n\n)/);
      expect(text.endsWith('\n')).toBe(true);
    }),
    { numRuns: 300, seed: 17 },
  );
});
