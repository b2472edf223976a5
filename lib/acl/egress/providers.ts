import type { Situation } from '../situation';
import { alicloud } from './alicloud';
import { aws } from './aws';
import { azure } from './azure';
import { gcp } from './gcp';
import { metal } from './metal';
import { openstack } from './openstack';
import type { EgressProvider } from './provider';

/** Machines of the local setup leave under their own addresses. */
const local: EgressProvider = {
  sources: ({ shoot }) => {
    const range = shoot.spec?.networking?.nodes;
    return range === undefined ? [] : [{ range, path: 'spec.networking.nodes', published: true }];
  },
  problems: () => [],
};

const providers: ReadonlyMap<string, EgressProvider> = new Map(
  Object.entries({ alicloud, aws, azure, gcp, local, metal, openstack }),
);

/** The provider of a shoot; undefined for those that publish no egress addresses. */
export function egressProvider({ shoot }: Situation): EgressProvider | undefined {
  return providers.get(shoot.spec?.provider?.type ?? '');
}
