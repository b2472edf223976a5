import {
  isBeforeMinor,
  isFromMinor,
  isInRange,
  kubernetesVersion,
  rangeText,
} from '../../../lib/gardener/kubernetes/version';

const inRange = (text: string, range: { added?: number; removed?: number }): boolean | undefined => {
  const { release } = kubernetesVersion(text);
  return release && isInRange(range, release);
};

describe('a Kubernetes version', () => {
  test('belongs to its minor with every pre-release', () => {
    expect(isFromMinor(kubernetesVersion('1.34.0-alpha.1'), 34)).toBe(true);
    expect(isBeforeMinor(kubernetesVersion('v1.33.9'), 34)).toBe(true);
    expect(isFromMinor(kubernetesVersion('1.34'), 34)).toBe(true);
    expect(isFromMinor(kubernetesVersion('2.0'), 34)).toBe(true);
  });

  test('is neither earlier nor later when it is none', () => {
    expect([isFromMinor(kubernetesVersion('x'), 34), isBeforeMinor(kubernetesVersion('x'), 34)]).toEqual([
      false,
      false,
    ]);
  });

  test('lies in a range from added up to removed', () => {
    expect(inRange('1.30.0', { added: 30, removed: 33 })).toBe(true);
    expect(inRange('1.33.0', { added: 30, removed: 33 })).toBe(false);
    expect(inRange('1.29.9', { added: 30 })).toBe(false);
    expect(inRange('0.9', { removed: 1 })).toBe(true);
    expect(inRange('nonsense', {})).toBeUndefined();
  });

  test('has ranges in words', () => {
    expect(rangeText({ added: 30, removed: 33 })).toBe('Kubernetes >= 1.30, < 1.33');
    expect(rangeText({})).toBe('all Kubernetes versions');
  });
});
