import type { ExposureClass } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { validateExposureClass, validateExposureClassUpdate } from '../../../lib/gardener/exposure-class/validation';
import { Report } from '../../../lib/rules/report';

type Fields = Loose<ExposureClass>;

const internet: Fields = {
  metadata: { name: 'internet' },
  handler: 'internet',
  scheduling: { seedSelector: { matchLabels: { region: 'eu01' } }, tolerations: [{ key: 'a', value: 'b' }] },
};

function judge(run: (report: Report) => void): string[] {
  const report = new Report();
  run(report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('an ExposureClass', () => {
  test('has a handler that fits into the name of a namespace', () => {
    const create = (handler: string): string[] =>
      judge(report => validateExposureClass({ ...internet, handler }, report));
    expect(create('h'.repeat(34))).toEqual([]);
    expect(create('h'.repeat(35))).toEqual(['EXPOSURECLASS-HANDLER-LENGTH invalid handler']);
    expect(create('h.i')).toEqual(['EXPOSURECLASS-HANDLER invalid handler']);
    expect(create('')).toEqual(['EXPOSURECLASS-HANDLER invalid handler']);
  });

  test('selects seeds and tolerates their taints', () => {
    const scheduling: Fields['scheduling'] = {
      seedSelector: { matchExpressions: [{ key: 'a b', operator: 'In', values: [] }] },
      tolerations: [{ key: 'a' }, { key: 'a', value: 'b' }, {}],
    };
    expect(judge(report => validateExposureClass({ ...internet, scheduling }, report))).toEqual([
      'SELECTOR-VALUES-MISSING required scheduling.seedSelector.matchExpressions[0].values',
      'LABEL-KEY invalid scheduling.seedSelector.matchExpressions[0].key',
      'TOLERATION-DUPLICATE duplicate scheduling.tolerations[1]',
      'TOLERATION-KEY required scheduling.tolerations[2].key',
    ]);
  });

  test('never changes, and is judged by nothing else when it does', () => {
    const next: Fields = { metadata: { name: 'Not A Name' }, handler: 'Other Handler' };
    expect(judge(report => validateExposureClassUpdate(next, internet, report))).toEqual([
      'EXPOSURECLASS-IMMUTABLE invalid handler',
      'EXPOSURECLASS-IMMUTABLE invalid scheduling',
    ]);
  });
});
