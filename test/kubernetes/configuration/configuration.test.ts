import { configurationKinds } from '../../../lib/kubernetes/configuration/kinds';
import { judged } from '../judged';

const findings = judged(configurationKinds);
const metadata = { name: 'web' };

// verdicts of kube-apiserver 1.36.3
describe('a Secret', () => {
  test('has the keys of its type, wherever they stand', () => {
    const secret = (stringData: object): readonly string[] =>
      findings('Secret', { metadata, type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==' }, stringData });
    expect(secret({ 'tls.key': 'b' })).toEqual([]);
    expect(secret({})).toEqual(['CONFIG-SECRET-KEY-MISSING required data[tls.key]']);
  });

  test('is the same in clear text and in base64', () => {
    const old = { metadata, immutable: true, data: { a: 'YQ==' } };
    expect(findings('Secret', { metadata, immutable: true, stringData: { a: 'a' } }, old)).toEqual([]);
    expect(findings('Secret', { metadata, stringData: { a: 'b' } }, old)).toEqual([
      'CONFIG-IMMUTABLE forbidden immutable',
      'CONFIG-IMMUTABLE forbidden data',
    ]);
  });
});

describe('a LimitRange', () => {
  test('takes part in what the API server fills in', () => {
    const range = (defaultRequest: object): readonly string[] =>
      findings('LimitRange', {
        metadata,
        spec: { limits: [{ type: 'Container', max: { 'hugepages-2Mi': '4Mi' }, defaultRequest }] },
      });
    expect(range({ 'hugepages-2Mi': '4Mi' })).toEqual([]);
    expect(range({ 'hugepages-2Mi': '2Mi' })).toEqual([
      'LIMIT-RANGE-OVERCOMMIT invalid spec.limits[0].defaultRequest[hugepages-2Mi]',
    ]);
  });
});
