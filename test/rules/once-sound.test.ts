import { FieldPath } from '../../lib/core/field-path';
import { share } from '../../lib/core/shared';
import { onceSound } from '../../lib/rules/once-sound';
import { Report } from '../../lib/rules/report';
import { ruleTable } from '../../lib/rules/rule';

const rule = ruleTable('here', { 'T-SIZE': 'too large' });

interface Part {
  readonly size: number;
}

describe('a validator of shared parts', () => {
  let judged: string[];
  const validate = onceSound<Part | undefined, number>((part, limit, path, report) => {
    judged.push(`${part?.size} within ${limit}`);
    if (part !== undefined && part.size > limit) report.invalid(rule['T-SIZE'], path, part.size);
  }, String);
  const paths = (part: Part | undefined, limit: number, place: string): string[] => {
    const report = new Report();
    validate(part, limit, FieldPath.of(place), report);
    return report.findings.map(({ path }) => path);
  };

  beforeEach(() => {
    judged = [];
  });

  test('does not judge a sound part again, unless the circumstances are others', () => {
    const part = share({ size: 3 });
    expect([paths(part, 5, 'a'), paths(part, 5, 'b'), paths(part, 4, 'c'), paths(part, 5, 'd')]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(judged).toEqual(['3 within 5', '3 within 4']);
  });

  test('finds what is wrong with a part wherever it is used', () => {
    const part = share({ size: 7 });
    expect([paths(part, 5, 'a'), paths(part, 9, 'b'), paths(part, 5, 'c')]).toEqual([['a'], [], ['c']]);
  });

  test('judges parts of single objects, and none, each time', () => {
    const part = { size: 3 };
    expect([paths(part, 5, 'a'), paths(part, 5, 'a'), paths(undefined, 5, 'a')]).toEqual([[], [], []]);
    expect(judged).toHaveLength(3);
  });
});
