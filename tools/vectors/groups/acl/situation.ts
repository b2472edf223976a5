import { withoutNulls } from '../../../../lib/core/null';
import type { AclFacts } from '../../../../lib/acl/facts';
import type { Situation } from '../../../../lib/acl/situation';
import type { ClusterInput } from './case';

/** The situation that an input describes. The vectors name two fields otherwise than the API does. */
export function situationOf(input: ClusterInput): Situation {
  const index = input.shoot.spec?.extensions?.findIndex(extension => extension.type === 'acl') ?? -1;
  const extension = input.shoot.spec?.extensions?.[index];
  return {
    gardener: input.gardenerVersion,
    project: input.project.name,
    shoot: withStatusNames(withoutNulls(input.shoot)),
    seed: withoutNulls(input.seed),
    gardenlet: withoutNulls(input.gardenlet ?? {}),
    exposureClass: input.exposureClass,
    // a vector tells everything: without a list the operator has none
    operator: { additionalAllowedCIDRs: [], ...withoutNulls(input.extension ?? {}) },
    entry: {
      index: Math.max(0, index),
      disabled: input.extensionDisabled ?? extension?.disabled ?? false,
      providerConfig: 'providerConfig' in input ? input.providerConfig : extension?.providerConfig,
    },
    facts: factsOf({ ...input.seedState, ...('infrastructure' in input && { infrastructure: input.infrastructure }) }),
  };
}

/** At the top null is known to be absent; further down it is what a decoder makes of it: nothing. */
function factsOf(state: object): AclFacts {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, withoutNulls<unknown>(value)]));
}

/** `status.isHibernated` is `status.hibernated` in the API. */
function withStatusNames(shoot: ClusterInput['shoot']): Situation['shoot'] {
  const { isHibernated, ...status } = (shoot.status ?? {}) as { isHibernated?: boolean };
  if (isHibernated === undefined) return shoot;
  return { ...shoot, status: { ...status, hibernated: isHibernated } };
}
