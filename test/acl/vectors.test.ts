import { shape } from '../../tools/vectors/shapes/acl';
import type { VectorCase } from '../../tools/vectors/shape';
import vectors from '../vectors/acl-vectors.json';

const cases = [...shape.cases(vectors as never)].filter((entry): entry is VectorCase => 'run' in entry);

describe('the public vectors', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(66);
  });

  it.each(cases.map(entry => [entry.id, entry] as const))('%s agrees in every part', (_, entry) => {
    expect(entry.run()).toBeUndefined();
  });
});
