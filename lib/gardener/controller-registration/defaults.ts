import type { ControllerRegistration, ControllerResource } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';

/** A ControllerRegistration with its defaults. */
export function defaultControllerRegistration(
  registration: Loose<ControllerRegistration>,
): Loose<ControllerRegistration> {
  const { resources, deployment } = registration.spec ?? {};
  return {
    ...registration,
    spec: {
      ...registration.spec,
      ...(resources && { resources: resources.map(defaultControllerResource) }),
      ...(deployment && { deployment: { ...deployment, policy: deployment.policy ?? 'OnDemand' } }),
    },
  };
}

/**
 * A resource of a controller with its defaults: primary; for the kind Extension the clusters, the timeout and the moments to act.
 *
 * Source: gardener:pkg/apis/core/v1beta1/defaults_controllerregistration.go v1.150.
 */
export function defaultControllerResource(resource: Loose<ControllerResource>): Loose<ControllerResource> {
  const { kind, lifecycle, clusterCompatibility = [] } = resource;
  return {
    ...resource,
    primary: resource.primary ?? true,
    ...((kind === 'Extension' || lifecycle) && { lifecycle: defaultLifecycle(lifecycle) }),
    ...(kind === 'Extension' && {
      clusterCompatibility: clusterCompatibility.length === 0 ? ['shoot'] : clusterCompatibility,
      reconcileTimeout: resource.reconcileTimeout ?? '3m0s',
    }),
    ...(kind === 'SelfHostedShootExposure' && { continuousEndpointUpdate: resource.continuousEndpointUpdate ?? true }),
  };
}

type Lifecycle = NonNullable<Loose<ControllerResource>['lifecycle']>;

function defaultLifecycle(lifecycle: Lifecycle | undefined): Lifecycle {
  return {
    reconcile: lifecycle?.reconcile ?? 'AfterKubeAPIServer',
    delete: lifecycle?.delete ?? 'BeforeKubeAPIServer',
    migrate: lifecycle?.migrate ?? 'BeforeKubeAPIServer',
  };
}
