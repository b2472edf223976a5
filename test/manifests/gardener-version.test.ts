import type { Finding } from '../../lib/core/finding';
import { versionNotices } from '../../lib/manifests/gardener-version';

const finding = (source: string, severity: Finding['severity'] = 'error'): Finding => ({
  rule: 'A',
  severity,
  path: '',
  message: '',
  source,
});
const ofNewest = finding('gardener:pkg/api/core/validation/shoot.go v1.150');

describe('versionNotices', () => {
  test.each([
    ['the newest version says nothing', '1.150.0', [ofNewest], []],
    ['an earlier version is judged by the rules of the newest one', '1.140.2', [ofNewest], ['GARDENER-RULES']],
    ['which matters only where they found something', '1.140.2', [], []],
    ['that is serious', '1.140.2', [finding(ofNewest.source ?? '', 'info')], []],
    ['and is theirs', '1.140.2', [finding('imports/history.json')], []],
    ['a version that nothing is known of yet', '1.999.0', [ofNewest], ['GARDENER-UNKNOWN']],
    ['a version of which nothing is known any more', '1.20.0', [], ['GARDENER-UNKNOWN']],
  ])('%s', (_, gardener, findings, rules) => {
    expect(versionNotices(gardener, findings).map(({ rule }) => rule)).toEqual(rules);
  });

  test('says which version judges instead', () => {
    const [late] = versionNotices('1.999.0', []);
    const [early] = versionNotices('1.20.0', []);
    expect([late?.message, early?.message]).toEqual([
      'little is known about Gardener 1.999: it is judged like 1.150',
      'little is known about Gardener 1.20: it is judged like 1.80',
    ]);
  });
});
