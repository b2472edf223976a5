import type { Situation } from '../situation';
import { configList } from './config-list';
import { configPath, type EgressProblem, type EgressProvider } from './provider';

const path = `${configPath}.firewall.egressRules`;

/**
 * Egress rules of the firewall name static addresses. Without them the address belongs to the firewall.
 * Source: gardener-extension-provider-metal:pkg/apis/metal/v1alpha1/types_infrastructure.go, pkg/controller/worker/firewall_reconcile.go.
 */
export const metal: EgressProvider = {
  sources: situation =>
    configList(firewallOf(situation)?.egressRules).flatMap(({ ips }, i) =>
      (Array.isArray(ips) ? (ips as readonly unknown[]) : []).flatMap((range, j) =>
        typeof range === 'string' ? [{ range, path: `${path}[${i}].ips[${j}]`, published: true }] : [],
      ),
    ),
  problems,
};

/** The part of metal-stack's InfrastructureConfig that fixes source addresses. */
interface MetalConfig {
  readonly firewall?: { readonly egressRules?: readonly { readonly ips?: unknown }[] };
}

function firewallOf({ shoot }: Situation): MetalConfig['firewall'] {
  return (shoot.spec?.provider?.infrastructureConfig as MetalConfig | undefined)?.firewall;
}

function problems(situation: Situation): EgressProblem[] {
  const firewall = firewallOf(situation);
  if (firewall === undefined || configList(firewall.egressRules).length > 0) return [];
  return [
    {
      rule: 'ACL-N201',
      path,
      message: 'the egress addresses change when the firewall is rolled out anew',
      fix: 'fix the source addresses with egressRules',
    },
  ];
}
