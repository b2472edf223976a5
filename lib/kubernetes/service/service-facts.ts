import type { Service, ServiceSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';

/** A Service with the values that the API server fills in. */
export interface ServiceFacts {
  readonly spec: Loose<ServiceSpec>;
  readonly type: string;
  /** Of clusterIPs, or the one of clusterIP. */
  readonly clusterIPs: readonly string[];
  /** Nothing balances the load: names lead to the pods. */
  readonly isHeadless: boolean;
  /** Traffic from outside of the cluster reaches it. */
  readonly isExternal: boolean;
}

/** What the other rules of Services build on. */
export function serviceFacts({ spec = {} }: Loose<Service>): ServiceFacts {
  const { clusterIP = '', externalIPs = [] } = spec;
  const type = spec.type ?? 'ClusterIP';
  const named = spec.clusterIPs ?? [];
  const clusterIPs = named.length === 0 && clusterIP !== '' ? [clusterIP] : named;
  const isHeadless = clusterIPs.length === 1 && clusterIPs[0] === 'None';
  const isExternal = type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && externalIPs.length > 0);
  return { spec, type, clusterIPs, isHeadless, isExternal };
}

/** A load balancer that sends traffic to nodes with pods only asks every node for its health. */
export function needsHealthCheck({ type, spec }: ServiceFacts): boolean {
  return type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}
