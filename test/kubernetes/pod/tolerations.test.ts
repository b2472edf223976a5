import { FieldPath } from '../../../lib/core/field-path';
import { validatePodTolerations, type PodTolerationFields } from '../../../lib/kubernetes/pod/tolerations';
import { Report } from '../../../lib/rules/report';

function findings(toleration: PodTolerationFields): string[] {
  const report = new Report();
  validatePodTolerations([toleration], FieldPath.of('tolerations'), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a toleration of a pod', () => {
  test('without a key tolerates everything, if it says so', () => {
    expect(findings({ operator: 'Exists' })).toEqual([]);
    expect(findings({})).toEqual(['POD-TOLERATION-OPERATOR-WITHOUT-KEY invalid tolerations[0].operator']);
  });

  test('compares a value only with Equal, which is what no operator means', () => {
    expect(findings({ key: 'a', value: 'b' })).toEqual([]);
    expect(findings({ key: 'a', operator: 'Exists', value: 'b' })).toEqual([
      'POD-TOLERATION-VALUE-UNUSED invalid tolerations[0].operator',
    ]);
    expect(findings({ key: 'a', value: 'b c' })).toEqual(['POD-TOLERATION-VALUE invalid tolerations[0].operator']);
    expect(findings({ key: 'a b', operator: 'In' })).toEqual([
      'LABEL-KEY invalid tolerations[0].key',
      'POD-TOLERATION-OPERATOR notSupported tolerations[0].operator',
    ]);
  });

  test('delays only evictions', () => {
    expect(findings({ key: 'a', effect: 'NoExecute', tolerationSeconds: 0 })).toEqual([]);
    expect(findings({ key: 'a', effect: 'Never', tolerationSeconds: 0 })).toEqual([
      'POD-TOLERATION-SECONDS invalid tolerations[0].effect',
      'POD-TOLERATION-EFFECT notSupported tolerations[0].effect',
    ]);
  });
});
