import { Cidr } from '../../core/cidr';
import { configList } from './config-list';
import type { LabeledRange } from '../access-lists';
import { isWorkerless } from '../always-allowed';
import type { Situation } from '../situation';

/** The addresses under which the nodes of a shoot appear outside, as far as anything tells. */
export interface KnownEgress {
  readonly ranges: readonly LabeledRange[];
  /** `observed`: published by the provider. `reserved`: fixed in the infrastructure config. `unknown`: nothing tells. */
  readonly certainty: 'observed' | 'reserved' | 'unknown';
}

/**
 * What the provider published, else what the infrastructure config fixes as an address. Most providers only name reserved addresses
 * (GCP `natIPNames`, AWS `elasticIPAllocationID`, Azure `ipAddresses`), which tells nothing before the first reconciliation.
 */
export function knownEgress(situation: Situation): KnownEgress {
  if (isWorkerless(situation)) return { ranges: [], certainty: 'observed' };
  const { infrastructure } = situation.facts;
  if (infrastructure) {
    const published = infrastructure.status?.egressCIDRs ?? [];
    return { ranges: label(published, 'infrastructure.status.egressCIDRs'), certainty: 'observed' };
  }
  const reserved = reservedAddresses(situation);
  return reserved.length > 0 ? { ranges: reserved, certainty: 'reserved' } : { ranges: [], certainty: 'unknown' };
}

function reservedAddresses({ shoot }: Situation): LabeledRange[] {
  const { type, infrastructureConfig } = shoot.spec?.provider ?? {};
  if (type === 'local')
    return label(
      [shoot.spec?.networking?.nodes].filter(range => range !== undefined),
      'shoot.spec.networking.nodes',
    );
  if (type !== 'metal') return [];
  const firewall = (infrastructureConfig as MetalConfig | undefined)?.firewall;
  const addresses = configList(firewall?.egressRules).flatMap(({ ips }) =>
    Array.isArray(ips) ? ips.filter(isText) : [],
  );
  return label(addresses.map(single), 'infrastructureConfig.firewall.egressRules');
}

/** The part of metal-stack's InfrastructureConfig that fixes source addresses. */
interface MetalConfig {
  readonly firewall?: { readonly egressRules?: readonly { readonly ips?: readonly string[] }[] };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function single(address: string): string {
  if (address.includes('/')) return address;
  const network = Cidr.parse(`${address}/${address.includes(':') ? 128 : 32}`);
  return network?.toString() ?? address;
}

function label(cidrs: readonly string[], origin: string): LabeledRange[] {
  return cidrs.map(cidr => ({ cidr, origin }));
}
