import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { collapses, escapeDollars, escapeObject } from '../../../lib/flux/envsubst/escape';
import { evaluate, variablesIn, type Variables } from '../../../lib/flux/envsubst/evaluate';

interface Sample {
  readonly input: string;
  readonly vars: Variables;
  readonly strict: boolean;
  readonly output?: string;
  readonly error?: string;
}

const { cases } = JSON.parse(readFileSync(path.join(__dirname, '../data/envsubst.json'), 'utf8')) as {
  readonly cases: readonly Sample[];
};

describe('the evaluator of substitutions', () => {
  it('answers like upstream for sampled templates', () => {
    const different = cases.filter(({ input, vars, strict, output, error }) => {
      const result = evaluate(input, vars, { strict });
      return 'text' in result ? result.text !== output : !sameProblem(result.error, error);
    });
    expect(different).toEqual([]);
    expect(cases).toHaveLength(400);
  });

  it('stops at a NUL character', () => {
    expect(evaluate('a${x}b\0c', { x: '1' }, { strict: true })).toEqual({ text: 'a1b' });
  });

  it('leaves a dollar without a brace alone', () => {
    expect(evaluate('$x $(x) $', { x: '1' }, { strict: true })).toEqual({ text: '$x $(x) $' });
  });

  it('lists the variables that a text reads, nested ones too', () => {
    expect(variablesIn('${a:-${b}} ${c^^} $${d}')).toEqual({
      uses: [
        { name: 'a', hasDefault: true },
        { name: 'b', hasDefault: false },
        { name: 'c', hasDefault: false },
      ],
    });
  });

  it('says why a text of a shell script cannot be read', () => {
    expect(variablesIn('curl "${AUTH[@]}"')).toEqual({ error: 'missing closing brace' });
  });
});

describe('the escape rule', () => {
  it('survives the evaluator, whatever the text', () => {
    const alphabet = fc.constantFrom('$', '$', '$', '{', '}', 'a', ':', '-', '#', '\\', '/', ' ', 'é');
    fc.assert(
      fc.property(
        fc.array(alphabet).map(parts => parts.join('')),
        text => {
          expect(evaluate(escapeDollars(text), {}, { strict: true })).toEqual({ text });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reaches keys and lists', () => {
    expect(escapeObject({ data: { a$: ['${x}', 1, null] } })).toEqual({ data: { a$$: ['$${x}', 1, null] } });
  });

  it('knows what changes without naming a variable', () => {
    expect([collapses('kill $$'), collapses('echo $x')]).toEqual([true, false]);
  });
});

/** Go words a slice that ends before it begins with its numbers. */
function sameProblem(ours: string, upstream: string | undefined): boolean {
  return ours === upstream || (upstream?.includes('slice bounds') === true && ours.includes('slice bounds'));
}
