/** A provider of load balancers, everywhere or in one region. */
export interface LoadBalancerProviderRule {
  readonly name?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * The providers that a region offers: those of the region if there are any, else those without a region.
 * `provider-openstack:pkg/apis/openstack/validation/controlplane.go` (validateLoadBalancerProviderConstraints) v1.58.
 */
export function offeredProviders(providers: readonly LoadBalancerProviderRule[], region: string): string[] {
  const regional = providers.filter(provider => provider.region === region);
  const offered = regional.length > 0 ? regional : providers.filter(provider => provider.region === undefined);
  return offered.map(({ name = '' }) => name);
}
