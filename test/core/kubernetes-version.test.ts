import {
  compareVersions,
  inVersionRange,
  majorMinor,
  meetsConstraint,
  minorDistance,
  normalizedVersion,
} from '../../lib/core/kubernetes-version';

describe('versions as Gardener compares them', () => {
  test.each([
    ['v1.31.2-rc.1', '1.31.2'],
    ['1.31.2+k3s1', '1.31.2'],
    ['1.31~1', '1.31'],
    ['1.31', '1.31'],
  ])('normalizes %s to %s', (given, normalized) => {
    expect(normalizedVersion(given)).toBe(normalized);
  });

  test('a pre-release counts as its release', () => {
    expect(meetsConstraint('1.33.0-beta.1', '>= 1.33')).toBe(true);
    expect(compareVersions('v1.33.0-beta.1', '=', '1.33.0')).toBe(true);
    expect(compareVersions('1.32.9', '<', '1.33-rc.0')).toBe(true);
  });

  test('a text that is no version meets nothing, a text that is no constraint throws', () => {
    expect(meetsConstraint('latest', '*')).toBe(false);
    expect(compareVersions('1.33', '>=', 'latest')).toBe(false);
    expect(() => meetsConstraint('1.33', 'newest')).toThrow(RangeError);
  });

  test('a range includes the version that adds and excludes the one that removes', () => {
    const range = { added: '1.30', removed: '1.33' };
    expect(['1.29.9', '1.30.0', '1.32.9', '1.33.0'].map(version => inVersionRange(version, range))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(inVersionRange('0.1', {})).toBe(true);
  });

  test('counts minor versions', () => {
    expect(majorMinor('v1.31.2-rc.1')).toBe('1.31');
    expect(minorDistance('1.31.9', '1.33.0')).toBe(2);
    expect(minorDistance('1.31', '1.30')).toBe(-1);
    expect(minorDistance('1.31', '2.0')).toBeUndefined();
    expect(minorDistance('1.31', 'next')).toBeUndefined();
  });
});
