import { Version } from '../../lib/core/version';
import data from './data/version.json';

describe('Version', () => {
  test('fills in what is missing and forgets the v', () => {
    const version = Version.of('v1.31-rc.1+build.5');
    expect([version.major, version.minor, version.patch]).toEqual([1, 31, 0]);
    expect(version.prerelease).toBe('rc.1');
    expect(version.metadata).toBe('build.5');
    expect(version.toString()).toBe('1.31.0-rc.1+build.5');
    expect(version.majorMinor()).toBe('1.31');
    expect(version.original).toBe('v1.31-rc.1+build.5');
  });

  test.each(['', 'one', '1.2.3.4', '1..2', '1.2.3-', '1.2.3-01', '1.2.3+', ' 1.2', 'V1', '18446744073709551616'])(
    'refuses %p',
    text => {
      expect(Version.parse(text)).toBeUndefined();
      expect(() => Version.of(text)).toThrow(RangeError);
    },
  );

  test('agrees with semver on every sampled text', () => {
    const ours = data.texts.map(({ in: text }) => {
      const version = Version.parse(text);
      const strict = Version.parseStrict(text) !== undefined;
      if (version === undefined) return { in: text, error: true, strict };
      return { in: text, out: version.toString(), pre: version.prerelease, strict };
    });
    expect(ours).toEqual(data.texts);
  });

  test('compares as semver does', () => {
    const ours = data.pairs.map(({ a, b }) => ({ a, b, cmp: Version.of(a).compare(Version.of(b)) }));
    expect(ours).toEqual(data.pairs);
  });

  test('sorts pre-releases by the rules of semver.org', () => {
    const sorted = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
    ];
    const shuffled = [...sorted].reverse().map(Version.of);
    expect(shuffled.sort((a, b) => a.compare(b)).map(String)).toEqual(sorted);
  });
});
