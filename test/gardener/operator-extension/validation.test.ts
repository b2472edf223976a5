import type { Extension } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import { defaultExtension } from '../../../lib/gardener/operator-extension/defaults';
import { validateExtension, validateExtensionUpdate } from '../../../lib/gardener/operator-extension/validation';
import { Report } from '../../../lib/rules/report';

type Spec = NonNullable<Loose<Extension>['spec']>;

const helm = { ociRepository: { ref: 'a/b:c' } };

function create(spec: Spec): string[] {
  const report = new Report();
  validateExtension({ spec }, report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('an Extension of the operator', () => {
  test('deploys something, by a chart that is named', () => {
    expect(create({})).toEqual(['EXTENSION-DEPLOYMENT required spec.deployment']);
    expect(create({ deployment: {} })).toEqual(['EX-01 required spec.deployment']);
    expect(create({ deployment: { extension: {}, admission: {} } })).toEqual([
      'EX-02 required spec.deployment.extension.helm',
      'EXTENSION-ADMISSION required spec.deployment.admission',
    ]);
    const admission = { runtimeCluster: { helm: {} }, virtualCluster: { helm: { ociRepository: {} } } };
    expect(create({ deployment: { admission } })).toEqual([
      'EXTENSION-CHART required spec.deployment.admission.runtimeCluster.helm.ociRepository',
      'OCI-SOURCE required spec.deployment.admission.virtualCluster.helm.ociRepository',
    ]);
  });

  test('reads only listed resources in templates', () => {
    const resources = [{ name: 'token', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'token' } }];
    const values = { a: '{{ .resources.token.data.key }}', b: ['{{ .resources.other.data.key }}'] };
    expect(create({ deployment: { resources, extension: { helm, values } } })).toEqual([
      'VALUES-TEMPLATE-RESOURCE invalid spec.deployment.extension.values',
    ]);
  });

  test('handles resources of known kinds, with fields that fit the kind', () => {
    const resources: Spec['resources'] = [
      { kind: 'Worker', type: 'openstack', autoEnable: ['shoot'], continuousEndpointUpdate: true },
      { kind: 'Extension', type: 'acl', clusterCompatibility: ['shoot', 'shoot'], autoEnable: ['seed', 'planet'] },
      { kind: 'Extension', type: 'acl', lifecycle: { reconcile: 'AfterWorker', delete: 'AfterWorker' } },
      { kind: 'Extension', type: 'flux', reconcileTimeout: '45d' },
    ];
    expect(create({ deployment: { extension: { helm } }, resources })).toEqual([
      'EXTENSION-DURATION invalid spec.resources[3].reconcileTimeout',
      'CONTROLLER-RESOURCE-ENDPOINTS forbidden spec.resources[0].continuousEndpointUpdate',
      'CONTROLLER-RESOURCE-EXTENSION-FIELD forbidden spec.resources[0].autoEnable',
      'CONTROLLER-RESOURCE-COMPATIBILITY-DUPLICATE duplicate spec.resources[1].clusterCompatibility[1]',
      'EX-04 forbidden spec.resources[1].autoEnable[0]',
      'CONTROLLER-RESOURCE-AUTO-ENABLE notSupported spec.resources[1].autoEnable[1]',
      'EX-04 forbidden spec.resources[1].autoEnable[1]',
      'CONTROLLER-RESOURCE-DUPLICATE duplicate spec.resources[2]',
      'CONTROLLER-RESOURCE-LIFECYCLE notSupported spec.resources[2].lifecycle.delete',
    ]);
  });

  test('stays the primary extension of a kind and type, which it is when it says nothing', () => {
    const extension = (primary?: boolean): Loose<Extension> => ({
      spec: {
        deployment: { extension: { helm } },
        resources: [{ kind: 'Network', type: 'calico', ...(primary !== undefined && { primary }) }],
      },
    });
    const update = (next: Loose<Extension>, old: Loose<Extension>): string[] => {
      const report = new Report();
      validateExtensionUpdate(next, old, report);
      return report.findings.map(({ type, path }) => `${type} ${path}`);
    };
    expect(update(extension(true), extension())).toEqual([]);
    expect(update(extension(false), extension())).toEqual(['invalid spec.resources[0].primary']);
  });
});

describe('the defaults of an Extension', () => {
  test('give a worker extension the kubeconfig of the garden, and name what follows from autoEnable', () => {
    const resources = [
      { kind: 'Worker', type: 'openstack' },
      { kind: 'Extension', type: 'acl', autoEnable: ['shoot'] },
      { kind: 'Extension', type: 'flux', autoEnable: ['seed'], primary: false },
    ];
    expect(defaultExtension({ spec: { deployment: { extension: { helm } }, resources } }).spec).toEqual({
      deployment: { extension: { helm, injectGardenKubeconfig: true } },
      resources: [
        { kind: 'Worker', type: 'openstack', primary: true },
        { kind: 'Extension', type: 'acl', autoEnable: ['shoot'], primary: true, clusterCompatibility: ['shoot'] },
        { kind: 'Extension', type: 'flux', autoEnable: ['seed'], primary: false },
      ],
    });
  });
});
