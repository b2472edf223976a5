import type { Loose } from '../../../lib/core/loose';
import {
  validateControllerDeployment,
  type AnyControllerDeployment,
} from '../../../lib/gardener/controller-deployment/validation';
import { Report } from '../../../lib/rules/report';

function create(fields: Loose<AnyControllerDeployment>): string[] {
  const report = new Report();
  validateControllerDeployment({ metadata: { name: 'provider-openstack' }, ...fields }, report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

const ociRepository = { ref: 'registry.example.org/chart:v1' };
const token = { name: 'token', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'token' } };

describe('a ControllerDeployment', () => {
  test('deploys a chart, from inside or from a registry', () => {
    expect(create({ helm: { rawChart: 'aGVsbG8=' } })).toEqual([]);
    expect(create({ helm: { ociRepository } })).toEqual([]);
    expect(create({ helm: {} })).toEqual(['HELM-CHART required helm']);
    expect(create({ helm: { rawChart: 'aGVsbG8=', ociRepository } })).toEqual(['HELM-CHART required helm']);
    expect(create({})).toEqual(['CONTROLLERDEPLOYMENT-KIND required helm']);
  });

  test('of a custom type carries it in annotations, and then no chart', () => {
    const key = 'migration.controllerdeployment.gardener.cloud/type';
    const metadata = { name: 'a', annotations: { [key]: 'custom' } };
    expect(create({ metadata })).toEqual([]);
    expect(create({ metadata, helm: { ociRepository } })).toEqual([
      `CONTROLLERDEPLOYMENT-CUSTOM forbidden metadata.annotations[${key}]`,
    ]);
  });

  test('reads Secrets and ConfigMaps that it lists, under names that a template can spell', () => {
    const identity = { apiVersion: 'security.gardener.cloud/v1alpha1', kind: 'WorkloadIdentity', name: 'a' };
    const resources = [token, { name: 'hub-token', resourceRef: identity }, token];
    const values = { token: '{{ .resources.token.data.token }}', '{{ .Values.a }}': 'a }} b' };
    expect(create({ helm: { ociRepository, values }, resources })).toEqual([
      'VALUES-TEMPLATE invalid helm.values',
      'VALUES-TEMPLATE invalid helm.values',
      'RESOURCE-REFERENCE-KIND notSupported resources[1].resourceRef',
      'RESOURCE-NAME-DUPLICATE duplicate resources[2].name',
      'RESOURCE-NAME-ALPHANUMERIC invalid resources[1].name',
    ]);
  });

  test('of v1beta1 has its chart in the providerConfig', () => {
    expect(create({ type: 'helm', providerConfig: { chart: 'aGVsbG8=' } })).toEqual([]);
    expect(create({ type: 'helm', providerConfig: { ociRepository: {} } })).toEqual([
      'OCI-SOURCE required providerConfig.ociRepository',
    ]);
    expect(create({ type: 'custom', providerConfig: {} })).toEqual([]);
    expect(create({ type: '' })).toEqual(['CONTROLLERDEPLOYMENT-KIND required type']);
  });
});
