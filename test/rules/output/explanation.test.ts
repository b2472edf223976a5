import { printExplanation, printExplanationJson, type Explanation } from '../../../lib/rules/output/explanation';

const explanation: Explanation = {
  subject: 'seed/soil',
  object: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', name: 'soil' },
  cluster: 'virtual-garden',
  origin: { file: 'seeds/soil.yaml', line: 1 },
  sections: [
    {
      title: 'effective values',
      values: [
        { name: 'spec.a', value: 'x', by: 'written', origin: { file: 'seeds/soil.yaml', line: 7 } },
        { name: 'spec.b', value: 'two words', by: 'fact', origin: { file: 'facts.yaml', line: 2 } },
        { name: 'spec.c', value: [1], by: 'API default', note: 'a note' },
        { name: 'spec.d', value: 'y'.repeat(60), by: 'written', origin: { file: '', construct: 'meadow/soil' } },
      ],
    },
    { title: 'what a change does', values: [{ name: 'spec.e', note: 'refused' }] },
  ],
};

describe('an explanation', () => {
  it('is one line per value, with who sets it and where; the file of the object is named once', () => {
    expect(printExplanation(explanation, 72)).toBe(`seed/soil  Seed soil  virtual-garden  seeds/soil.yaml

effective values
  spec.a = x  (written, line 7)
  spec.b = "two words"  (fact, facts.yaml:2)
  spec.c = [1]  (API default)
    a note
  spec.d = ${'y'.repeat(60)}
    (written, meadow/soil)

what a change does
  spec.e
    refused
`);
  });

  it('is printed as it is for programs', () => {
    expect(JSON.parse(printExplanationJson(explanation))).toEqual(explanation);
  });
});
