import { isTrueText } from '../core/truth';
import type { Situation } from './situation';

/** The minor of a Gardener version `1.<minor>[.<patch>]`; 0 for another text. */
export function minorOf(version: string): number {
  return Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? 0);
}

/**
 * Is a gardenlet feature gate on? What the configuration says wins over the default of the version.
 * Source: gardener:docs/deployment/feature_gates.md v1.150.
 */
export function gateEnabled({ gardener, gardenlet }: Situation, gate: GardenletGate): boolean {
  const configured = gardenlet?.featureGates?.[gate];
  if (configured !== undefined) return configured;
  return minorOf(gardener) >= onSinceMinor[gate];
}

/** The gates of gardenlet that decide which filters a shoot needs. */
export type GardenletGate = 'IstioTLSTermination' | 'RemoveHTTPProxyLegacyPort' | 'DisableNginxIngressInSeed';

const onSinceMinor: Readonly<Record<GardenletGate, number>> = {
  IstioTLSTermination: 144,
  RemoveHTTPProxyLegacyPort: Infinity,
  DisableNginxIngressInSeed: 149,
};

/**
 * Does the gateway terminate TLS for this shoot's API server?
 * Source: gardener:pkg/api/core/v1beta1/helper/shoot.go (IsShootIstioTLSTerminationEnabled) v1.150.
 */
export function terminatesTLS(situation: Situation): boolean {
  const optOut = situation.shoot.metadata?.annotations?.['shoot.gardener.cloud/disable-istio-tls-termination'];
  return gateEnabled(situation, 'IstioTLSTermination') && !isTrueText(optOut);
}

/** The ports of a gateway that take CONNECT requests for the shoot. */
export interface TunnelPort {
  readonly port: 8443 | 8132;
  /** The header that the routes of this port look at. */
  readonly header: 'X-Gardener-Destination' | 'Reversed-VPN';
}

/** Unified port, always on since v1.145. */
export const unifiedPort: TunnelPort = { port: 8443, header: 'X-Gardener-Destination' };
/** Legacy port, gone with the gate RemoveHTTPProxyLegacyPort. */
export const legacyPort: TunnelPort = { port: 8132, header: 'Reversed-VPN' };

/** The tunnel ports that the seed's gateways listen on. */
export function tunnelPorts(situation: Situation): TunnelPort[] {
  return gateEnabled(situation, 'RemoveHTTPProxyLegacyPort') ? [unifiedPort] : [unifiedPort, legacyPort];
}

/** The components of the control plane left nginx for Gateways with exact hosts. Source: gardener#14142, #14567, #14573 and following. */
export function observabilityHasOwnChains({ gardener }: Pick<Situation, 'gardener'>): boolean {
  return minorOf(gardener) >= 141;
}
