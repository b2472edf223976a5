import { FieldPath } from '../../../lib/core/field-path';
import { validateExtensions } from '../../../lib/gardener/validation/extensions';
import { validateIPFamilies } from '../../../lib/gardener/validation/ip-families';
import { validateResourceQuantity } from '../../../lib/kubernetes/quantities';
import { validateResources } from '../../../lib/gardener/validation/resources';
import { Report } from '../../../lib/rules/report';

const path = FieldPath.of('list');

function judge(run: (report: Report) => unknown): string[] {
  const report = new Report();
  run(report);
  return report.findings.map(finding => `${finding.rule} ${finding.type} ${finding.path}`);
}

describe('lists that several kinds have', () => {
  test('have each extension type once', () => {
    const extensions = [{ type: 'acl' }, { type: 'acl' }, { type: 'A' }, {}];
    expect(judge(report => validateExtensions(extensions, path, report))).toEqual([
      'EXTENSION-TYPE-DUPLICATE duplicate list[1].type',
      'EXTENSION-TYPE invalid list[2].type',
      'EXTENSION-TYPE-MISSING required list[3].type',
    ]);
  });

  test('have each resource name once', () => {
    const resourceRef = { apiVersion: 'v1', kind: 'Secret', name: 'a' };
    const resources = [{ name: 'a', resourceRef }, { name: 'a', resourceRef }, { resourceRef }];
    const scope = { allowWorkloadIdentity: true };
    expect(judge(report => validateResources(resources, path, report, scope))).toEqual([
      'RESOURCE-NAME-DUPLICATE duplicate list[1].name',
      'RESOURCE-NAME-MISSING required list[2].name',
    ]);
  });

  test('have each IP family once; whether all are right is the answer', () => {
    const report = new Report();
    expect(validateIPFamilies(['IPv4', 'IPv6'], path, report)).toBe(true);
    expect(validateIPFamilies(['IPv4', 'IPv4'], path, report)).toBe(false);
    expect(judge(fresh => validateIPFamilies(['IPv5'], path, fresh))).toEqual(['IP-FAMILY notSupported list[0]']);
  });
});

describe('an amount of a resource', () => {
  const amount = (resource: string, value: string | number): string[] =>
    judge(report => validateResourceQuantity(value, { resource, path }, report));

  test('is 0 or more', () => {
    expect(amount('cpu', '0')).toEqual([]);
    expect(amount('cpu', '-1m')).toEqual(['QUANTITY-NEGATIVE invalid list']);
  });

  test('is whole where the resource is counted: pods and what devices offer', () => {
    expect(amount('cpu', '1500m')).toEqual([]);
    expect(amount('pods', '1500m')).toEqual(['QUANTITY-FRACTION invalid list']);
    expect(amount('nvidia.com/gpu', '0.5')).toEqual(['QUANTITY-FRACTION invalid list']);
    expect(amount('requests.nvidia.com/gpu', '0.5')).toEqual([]);
    expect(amount('attachable.kubernetes.io/volumes', '0.5')).toEqual([]);
  });

  test('is left to the schema when it is none', () => {
    expect(amount('cpu', 'much')).toEqual([]);
  });
});
