import type { InfrastructureConfig } from '../../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { Situation } from '../situation';
import { configPath, sourcesOf, type EgressProblem, type EgressProvider, type EgressSource } from './provider';

/**
 * The external addresses of the router are published, whether it translates addresses or not. IPv6 is never translated: nodes show their own
 * addresses. Source: gardener-extension-provider-openstack:pkg/controller/infrastructure/infraflow/{reconcile,context}.go.
 */
export const openstack: EgressProvider = {
  sources: situation => [
    ...sourcesOf([{ id: routerOf(situation), path: `${configPath}.networks.router.id` }]),
    ...ownAddresses(situation),
  ],
  problems,
};

type Networks = NonNullable<Loose<InfrastructureConfig>['networks']>;

function networksOf({ shoot }: Situation): Networks {
  const config = shoot.spec?.provider?.infrastructureConfig as Loose<InfrastructureConfig> | undefined;
  return config?.networks ?? {};
}

function routerOf(situation: Situation): unknown {
  return networksOf(situation).router?.id;
}

/** `useSNAT` of the cloud profile is for routers that Gardener makes; without it OpenStack decides, whose default is to translate. */
function keepsAddresses(situation: Situation): boolean {
  const { useSNAT } = (situation.profileConfig ?? {}) as { readonly useSNAT?: unknown };
  return useSNAT === false && routerOf(situation) === undefined;
}

function ownAddresses(situation: Situation): EgressSource[] {
  const { nodes, ipFamilies = [] } = situation.shoot.spec?.networking ?? {};
  const { workers, worker, ipv6 } = networksOf(situation);
  const families = ipFamilies as readonly unknown[];
  const ranges = [
    { range: keepsAddresses(situation) ? workers || worker || nodes : undefined, at: 'workers' },
    { range: families.includes('IPv6') ? ipv6?.nodeCIDR : undefined, at: 'ipv6.nodeCIDR' },
  ];
  return ranges.flatMap(({ range, at }: { readonly range: unknown; readonly at: string }) =>
    typeof range === 'string' && range !== ''
      ? [{ range, path: `${configPath}.networks.${at}`, published: false }]
      : [],
  );
}

function problems(situation: Situation): EgressProblem[] {
  return keepsAddresses(situation) ? [{ rule: 'ACL-W131', path: 'spec.cloudProfile', message: untranslated }] : [];
}

const untranslated =
  'the cloud profile sets useSNAT to false: the published address of the router is not that of the nodes, who show their own';
