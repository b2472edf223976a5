import type { AclFacts } from '../../lib/acl/facts';
import type { Situation } from '../../lib/acl/situation';

/** What a test changes of the usual situation. */
export interface Changes {
  readonly gardener?: string;
  readonly project?: string;
  readonly name?: string;
  readonly shoot?: NonNullable<Situation['shoot']['spec']>;
  readonly annotations?: Record<string, string>;
  readonly status?: NonNullable<Situation['shoot']['status']>;
  readonly seed?: NonNullable<Situation['seed']['spec']>;
  readonly gardenlet?: Situation['gardenlet'];
  readonly exposureClass?: Situation['exposureClass'];
  readonly operator?: Situation['operator'];
  readonly providerConfig?: unknown;
  readonly disabled?: boolean;
  readonly facts?: AclFacts;
}

/** An OpenStack shoot `foo` of project `bar` on a seed of one zone, with an allow-list of 198.51.100.0/24. */
export function situation(changes: Changes = {}): Situation {
  const { project = 'bar', name = 'foo' } = changes;
  return {
    gardener: changes.gardener ?? '1.150.0',
    project,
    shoot: {
      metadata: {
        name,
        namespace: `garden-${project}`,
        ...(changes.annotations && { annotations: changes.annotations }),
      },
      spec: {
        seedName: 'soil',
        provider: { type: 'openstack', workers: [{ name: 'w1', zones: ['a'] }] },
        networking: { nodes: '10.250.0.0/16', ipFamilies: ['IPv4'] },
        dns: { domain: `${name}.${project}.shoots.example.org` },
        ...changes.shoot,
      },
      ...(changes.status && { status: changes.status }),
    },
    seed: {
      metadata: { name: 'soil' },
      spec: {
        provider: { type: 'openstack', region: 'r1', zones: ['a'] },
        networks: { nodes: '10.240.0.0/16', pods: '10.241.0.0/16', ipFamilies: ['IPv4'] },
        dns: { internal: { domain: 'internal.example.org' } },
        ingress: { domain: 'ingress.soil.example.org' },
        ...changes.seed,
      },
    },
    gardenlet: 'gardenlet' in changes ? changes.gardenlet : {},
    exposureClass: changes.exposureClass,
    operator: changes.operator ?? { additionalAllowedCIDRs: ['192.0.2.200/32'] },
    entry: {
      index: 0,
      disabled: changes.disabled ?? false,
      providerConfig: 'providerConfig' in changes ? changes.providerConfig : allow('198.51.100.0/24'),
    },
    facts: {
      infrastructure: { status: { egressCIDRs: ['203.0.113.10/32'] } },
      nginxGateway: null,
      wildcardCertificate: false,
      shootInfo: null,
      ...changes.facts,
    },
  };
}

/** providerConfig of an allow-list. */
export function allow(...cidrs: string[]): object {
  return { rule: { action: 'ALLOW', type: 'remote_ip', cidrs } };
}

/** providerConfig of a deny-list. */
export function deny(...cidrs: string[]): object {
  return { rule: { action: 'DENY', type: 'remote_ip', cidrs } };
}
