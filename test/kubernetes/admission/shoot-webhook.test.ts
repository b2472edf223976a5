import { shootWebhookChecks } from '../../../lib/kubernetes/admission/shoot-webhook';
import { Report } from '../../../lib/rules/report';
import { View } from '../../../lib/rules/view';

const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };

function warnings(webhook: object, cluster = ''): readonly string[] {
  const kind = 'ValidatingWebhookConfiguration';
  const object = { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'a' }, webhooks: [webhook] };
  const entry = { cluster, unit: '', object, origin: () => undefined };
  const report = new Report();
  for (const check of shootWebhookChecks)
    check.object?.(entry, report, new View({ objects: [entry], gardener: '1.150.0' }));
  return report.findings.map(
    ({ severity, path, message }) => `${severity} ${path} ${message.split(': ').at(-1) ?? ''}`,
  );
}

// as IsProblematicWebhook decides, gardener:pkg/gardenlet/controller/shoot/care/constraints.go v1.150
describe('a webhook in a Shoot', () => {
  test('is a risk when it may refuse what the cluster needs', () => {
    expect(warnings({ rules: [rule] })).toEqual(['warning webhooks[0] it concerns pods in kube-system']);
    expect(warnings({ rules: [{ ...rule, operations: ['DELETE'] }] })).toEqual([]);
    expect(warnings({ rules: [{ ...rule, apiVersions: ['v2'] }] })).toEqual([]);
    expect(warnings({ rules: [{ ...rule, scope: 'Cluster' }] })).toEqual([]);
    expect(warnings({ rules: [{ ...rule, resources: ['pods/exec'] }] })).toEqual([]);
    expect(warnings({ rules: [{ ...rule, resources: ['*/status'] }] })).toHaveLength(1);
    expect(warnings({ rules: [{ ...rule, apiGroups: ['apps'], resources: ['deployments/scale'] }] })).toEqual([
      'warning webhooks[0] it concerns deployments/scale.apps in kube-system',
    ]);
    expect(warnings({ rules: [rule] }, 'virtual-garden')).toEqual([]);
  });

  test('is none when a failure is ignored soon enough', () => {
    expect(warnings({ rules: [rule], failurePolicy: 'Ignore' })).toEqual([]);
    expect(warnings({ rules: [rule], failurePolicy: 'Ignore', timeoutSeconds: 15 })).toEqual([]);
    expect(warnings({ rules: [rule], failurePolicy: 'Ignore', timeoutSeconds: 16 })).toHaveLength(1);
  });

  test('must be quick on leases, whatever a failure means', () => {
    const leases = { ...rule, apiGroups: ['coordination.k8s.io'], resources: ['leases'] };
    expect(warnings({ rules: [leases], failurePolicy: 'Ignore' })).toEqual([
      'warning webhooks[0] it concerns leases.coordination.k8s.io in kube-system',
    ]);
    expect(warnings({ rules: [leases], failurePolicy: 'Ignore', timeoutSeconds: 3 })).toEqual([]);
    // an object that is not labeled is not selected
    const objectSelector = { matchLabels: { a: 'b' } };
    expect(warnings({ rules: [leases], failurePolicy: 'Ignore', objectSelector })).toEqual([]);
  });

  test('may leave out kube-system, or match objects of its own', () => {
    const namespaceSelector = {
      matchExpressions: [{ key: 'gardener.cloud/purpose', operator: 'NotIn', values: ['kube-system'] }],
    };
    expect(warnings({ rules: [rule], namespaceSelector })).toEqual([]);
    expect(warnings({ rules: [rule], objectSelector: { matchLabels: { app: 'web' } } })).toEqual([]);
    const unmanaged = [{ key: 'origin', operator: 'NotIn', values: ['gardener'] }];
    expect(warnings({ rules: [rule], objectSelector: { matchExpressions: unmanaged } })).toEqual([]);
    // nodes have no namespace, namespaces are selected as objects
    expect(warnings({ rules: [{ ...rule, resources: ['nodes'] }], namespaceSelector })).toHaveLength(1);
    expect(warnings({ rules: [{ ...rule, resources: ['namespaces'] }], namespaceSelector })).toEqual([]);
    expect(warnings({ rules: [{ ...rule, resources: ['services'] }], namespaceSelector })).toEqual([
      'warning webhooks[0] it concerns services in default',
    ]);
  });
});
