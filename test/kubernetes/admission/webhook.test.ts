import { admissionKinds } from '../../../lib/kubernetes/admission/kinds';
import { judged } from '../judged';

const findings = judged(admissionKinds);
const rule = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };
const sound = {
  name: 'a.example.com',
  clientConfig: { url: 'https://a.b/c' },
  sideEffects: 'None',
  admissionReviewVersions: ['v1'],
  rules: [rule],
};

const webhook = (fields: object): readonly string[] =>
  findings('ValidatingWebhookConfiguration', { metadata: { name: 'a' }, webhooks: [{ ...sound, ...fields }] });
const matched = (fields: object): readonly string[] => webhook({ rules: [{ ...rule, ...fields }] });
const url = (text: string): readonly string[] => webhook({ clientConfig: { url: text } });
const service = (fields: object): readonly string[] =>
  webhook({ clientConfig: { service: { name: 'a', namespace: 'b', ...fields } } });

const client = 'webhooks[0].clientConfig';
const rules = 'webhooks[0].rules[0]';

// verdicts and paths are those of kube-apiserver 1.36.3
describe('a webhook', () => {
  test('has a name of three parts', () => {
    expect(webhook({})).toEqual([]);
    expect(webhook({ name: '' })).toEqual(['WEBHOOK-NAME required webhooks[0].name']);
    for (const name of ['a.b', 'a.b.C', 'a..c'])
      expect(webhook({ name })).toEqual(['WEBHOOK-NAME invalid webhooks[0].name']);
  });

  test('is reached by https or by a Service', () => {
    expect(webhook({ clientConfig: {} })).toEqual([`WEBHOOK-CLIENT required ${client}`]);
    expect(webhook({ clientConfig: { url: '', service: {} } })).toEqual([`WEBHOOK-CLIENT required ${client}`]);
    expect(url('https://[::1]:8443/a')).toEqual([]);
    for (const text of ['http://a', 'https://', 'https://u@a', 'https://a/#b', 'https://a?b'])
      expect(url(text)).toEqual([`WEBHOOK-URL invalid ${client}.url`]);
    for (const text of [':', 'https://a:b', 'https://a%zz', 'https://[::1', '1:b'])
      expect(url(text)).toEqual([`WEBHOOK-URL required ${client}.url`]);
    expect(url('a')).toEqual([`WEBHOOK-URL invalid ${client}.url`, `WEBHOOK-URL invalid ${client}.url`]);
  });

  test('has a Service with a path of DNS names', () => {
    for (const path of ['', '/', '/a', '/a/b-c/', '/v1.0']) expect(service({ path })).toEqual([]);
    for (const path of ['//', '/a//b', 'a', '/A', '/a/..'])
      expect(service({ path })[0]).toBe(`WEBHOOK-PATH invalid ${client}.service.path`);
    expect(service({ port: 0 })).toEqual([`WEBHOOK-SERVICE invalid ${client}.service.port`]);
    expect(service({ name: '', namespace: '' })).toEqual([
      `WEBHOOK-SERVICE required ${client}.service.name`,
      `WEBHOOK-SERVICE required ${client}.service.namespace`,
    ]);
  });

  test('has no side effects, and an answer in time', () => {
    expect(webhook({ sideEffects: undefined })).toEqual(['WEBHOOK-SIDE-EFFECTS required webhooks[0].sideEffects']);
    expect(webhook({ sideEffects: 'Some' })).toEqual(['WEBHOOK-SIDE-EFFECTS notSupported webhooks[0].sideEffects']);
    for (const timeoutSeconds of [0, 31])
      expect(webhook({ timeoutSeconds })).toEqual(['WEBHOOK-TIMEOUT invalid webhooks[0].timeoutSeconds']);
  });

  test('takes reviews of a known version', () => {
    const at = 'webhooks[0].admissionReviewVersions';
    const versions = (...admissionReviewVersions: string[]): readonly string[] => webhook({ admissionReviewVersions });
    expect(versions('v2', 'v1beta1')).toEqual([]);
    expect(versions()).toEqual([`WEBHOOK-REVIEW-VERSIONS required ${at}`]);
    expect(versions('v2')).toEqual([`WEBHOOK-REVIEW-VERSIONS invalid ${at}`]);
    expect(versions('v1', 'v1', '1')).toEqual([
      `WEBHOOK-REVIEW-VERSIONS invalid ${at}[1]`,
      `WEBHOOK-REVIEW-VERSIONS invalid ${at}[2]`,
    ]);
  });

  test('lists what it matches', () => {
    expect(webhook({ rules: [{}] })).toEqual([
      `ADMISSION-RULE required ${rules}.operations`,
      `ADMISSION-RULE required ${rules}.apiGroups`,
      `ADMISSION-RULE required ${rules}.apiVersions`,
      `ADMISSION-RULE required ${rules}.resources`,
    ]);
    expect(matched({ apiGroups: [''], apiVersions: [''], resources: [''] })).toEqual([
      `ADMISSION-RULE required ${rules}.apiVersions[0]`,
      `ADMISSION-RULE required ${rules}.resources[0]`,
    ]);
  });

  test('lists nothing that a wildcard includes', () => {
    const at = `${rules}.resources`;
    const resources = (...list: string[]): readonly string[] => matched({ resources: list });
    expect(matched({ apiGroups: ['*', 'apps'], operations: ['*', 'CREATE'] })).toEqual([
      `ADMISSION-WILDCARD invalid ${rules}.operations`,
      `ADMISSION-WILDCARD invalid ${rules}.apiGroups`,
    ]);
    expect(resources('*', '*/status', 'pods/*')).toEqual([]);
    expect(resources('pods/*', 'pods/log')).toEqual([`ADMISSION-WILDCARD invalid ${at}[1]`]);
    expect(resources('pods/log', 'pods/*')).toEqual([]);
    expect(resources('*/scale', 'pods/scale')).toEqual([`ADMISSION-WILDCARD invalid ${at}[1]`]);
    expect(resources('*/*', 'pods')).toEqual([`ADMISSION-WILDCARD invalid ${at}`]);
    expect(resources('*', 'pods')).toEqual([`ADMISSION-WILDCARD invalid ${at}`]);
    expect(resources('pods', '*')).toEqual([]);
  });

  test('has conditions with names and expressions', () => {
    const at = 'webhooks[0].matchConditions';
    const conditions = (...matchConditions: object[]): readonly string[] => webhook({ matchConditions });
    expect(conditions({ name: 'a.b/c', expression: 'true' })).toEqual([]);
    expect(conditions({ name: 'a b', expression: ' ' }, {})).toEqual([
      `ADMISSION-CONDITION required ${at}[0].expression`,
      `ADMISSION-CONDITION invalid ${at}[0].name`,
      `ADMISSION-CONDITION required ${at}[1].expression`,
      `ADMISSION-CONDITION required ${at}[1].name`,
    ]);
    const many = Array.from({ length: 65 }, (_, index) => ({ name: `c${index}`, expression: 'true' }));
    expect(conditions(...many)).toEqual([`ADMISSION-CONDITIONS tooMany ${at}`]);
  });
});
