import type { ControllerRegistration } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { defaultControllerRegistration } from '../../../lib/gardener/controller-registration/defaults';
import {
  validateControllerRegistration,
  validateControllerRegistrationUpdate,
} from '../../../lib/gardener/controller-registration/validation';
import { Report } from '../../../lib/rules/report';

type Spec = NonNullable<Loose<ControllerRegistration>['spec']>;

const registration = (spec: Spec, metadata = {}): Loose<ControllerRegistration> => ({
  metadata: { name: 'provider-openstack', ...metadata },
  spec,
});

function create(spec: Spec): string[] {
  const report = new Report();
  validateControllerRegistration(defaultControllerRegistration(registration(spec)), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a ControllerRegistration', () => {
  test('is deployed by one ControllerDeployment, by a known policy', () => {
    expect(create({ deployment: { deploymentRefs: [{ name: 'a' }] } })).toEqual([]);
    expect(
      create({ deployment: { policy: 'Never' as 'Always', deploymentRefs: [{ name: '' }, { name: 'b' }] } }),
    ).toEqual([
      'CONTROLLERREGISTRATION-POLICY notSupported spec.deployment.policy',
      'CONTROLLERREGISTRATION-DEPLOYMENTS forbidden spec.deployment.deploymentRefs',
      'CONTROLLERREGISTRATION-DEPLOYMENT-NAME required spec.deployment.deploymentRefs[0].name',
    ]);
  });

  test('selects seeds only where it is not the primary controller, which it is when it says nothing', () => {
    const deployment = { seedSelector: { matchLabels: { region: 'eu01' } } };
    expect(create({ deployment, resources: [{ kind: 'Worker', type: 'openstack', primary: false }] })).toEqual([]);
    expect(create({ deployment, resources: [{ kind: 'Worker', type: 'openstack' }] })).toEqual([
      'CONTROLLERREGISTRATION-SEED-SELECTOR forbidden spec.deployment.seedSelector',
    ]);
  });

  test('offers extensions to shoots and seeds, not to the garden', () => {
    const path = 'spec.resources[0].clusterCompatibility[0]';
    expect(
      create({ resources: [{ kind: 'Extension', type: 'acl', clusterCompatibility: ['garden' as 'seed'] }] }),
    ).toEqual([`CONTROLLER-RESOURCE-COMPATIBILITY notSupported ${path}`]);
  });

  test('keeps who is primary, and its specification while it is deleted', () => {
    const update = (next: Spec, old: Spec, metadata = {}): string[] => {
      const report = new Report();
      const [after, before] = [registration(next, metadata), registration(old)].map(defaultControllerRegistration);
      validateControllerRegistrationUpdate(after ?? {}, before ?? {}, report);
      return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
    };
    const old: Spec = { resources: [{ kind: 'Worker', type: 'openstack' }] };
    const next: Spec = { resources: [{ kind: 'Worker', type: 'openstack', primary: false }] };
    expect(update(next, old)).toEqual(['CONTROLLER-RESOURCE-PRIMARY-FIXED invalid spec.resources[0].primary']);
    expect(update(next, old, { deletionTimestamp: '2026-05-01T10:00:00Z' })).toEqual([
      'CONTROLLERREGISTRATION-DELETING forbidden spec',
    ]);
  });
});

describe('the defaults of a ControllerRegistration', () => {
  test('say what an extension is for and when it acts', () => {
    const resources: Spec['resources'] = [
      { kind: 'Extension', type: 'acl', lifecycle: { delete: 'AfterKubeAPIServer' } },
      { kind: 'Worker', type: 'openstack' },
      { kind: 'SelfHostedShootExposure', type: 'openstack' },
    ];
    expect(defaultControllerRegistration(registration({ resources, deployment: {} })).spec).toEqual({
      deployment: { policy: 'OnDemand' },
      resources: [
        {
          kind: 'Extension',
          type: 'acl',
          primary: true,
          clusterCompatibility: ['shoot'],
          reconcileTimeout: '3m0s',
          lifecycle: {
            reconcile: 'AfterKubeAPIServer',
            delete: 'AfterKubeAPIServer',
            migrate: 'BeforeKubeAPIServer',
          },
        },
        { kind: 'Worker', type: 'openstack', primary: true },
        { kind: 'SelfHostedShootExposure', type: 'openstack', primary: true, continuousEndpointUpdate: true },
      ],
    });
  });
});
