import { Version } from '../../lib/core/version';
import { Constraint } from '../../lib/core/version-constraint';
import data from './data/version.json';

interface ConstraintRow {
  readonly constraint: string;
  readonly error?: boolean;
  readonly allows?: Readonly<Record<string, boolean>>;
}

describe('Constraint', () => {
  const allowed = (constraint: string, versions: string[]) => {
    const parsed = Constraint.of(constraint);
    return versions.filter(version => parsed.allows(Version.of(version)));
  };
  const versions = ['1.30.9', '1.31.0-rc.1', '1.31.0', '1.31.5', '1.32.0', '2.0.0'];

  test.each([
    ['>= 1.31', ['1.31.0', '1.31.5', '1.32.0', '2.0.0']],
    ['>= 1.31-0', ['1.31.0-rc.1', '1.31.0', '1.31.5', '1.32.0', '2.0.0']],
    ['> 1.31', ['1.32.0', '2.0.0']],
    ['~1.31', ['1.31.0', '1.31.5']],
    ['1.31.x', ['1.31.0', '1.31.5']],
    ['^1.31', ['1.31.0', '1.31.5', '1.32.0']],
    ['< 1.31, != 1.30.9 || 2', ['2.0.0']],
    ['1.31 - 1.32', ['1.31.0', '1.31.5', '1.32.0']],
    ['*', ['1.30.9', '1.31.0', '1.31.5', '1.32.0', '2.0.0']],
  ])('%s allows %p', (constraint, expected) => {
    expect(allowed(constraint, versions)).toEqual(expected);
  });

  test.each(['', '||', '>= ', '> = 1', '1.2>1', '1,', '1,,2', 'latest', '=> x1', `>= 1${' '.repeat(510)}`])(
    'refuses %p',
    text => {
      expect(Constraint.parse(text)).toBeUndefined();
      expect(() => Constraint.of(text)).toThrow(RangeError);
    },
  );

  test('agrees with semver on every sampled constraint', () => {
    const ours = data.constraints.map((row: ConstraintRow) => {
      const constraint = Constraint.parse(row.constraint);
      if (constraint === undefined) return { constraint: row.constraint, error: true };
      const tested = Object.keys(row.allows ?? {});
      const allows = Object.fromEntries(tested.map(version => [version, constraint.allows(Version.of(version))]));
      return { constraint: row.constraint, allows };
    });
    expect(ours).toEqual(data.constraints);
  });

  test('refuses within a blink what would send a backtracking expression away for ever', () => {
    const started = performance.now();
    expect(Constraint.parse(`${'1  '.repeat(160)}!`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(100);
  });
});
