import type { Quota, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import type { ShootChange } from './change';
import { addUsage, subtractUsage, usageOf, type Usage } from './quota-usage';
import { profileOf, profileReference } from './relatives';
import type { ShootWorld } from './world';

/**
 * What the other Shoots take from a quota, as far as they and their profiles are here: those of the project, or of all projects,
 * whose bindings name it.
 *
 * Source: gardener:plugin/pkg/shoot/quotavalidator/admission.go v1.150 (findShootsReferQuota).
 */
export function allocatedUsage({ shoot, world }: ShootChange, quota: Loose<Quota>): Usage {
  const namespace = quota.spec?.scope?.kind === 'Project' ? shoot.metadata?.namespace : undefined;
  const { total, byShoot } = sumOf(quota, namespace, world);
  const own = byShoot.get(keyOf(shoot));
  return own ? subtractUsage(total, own) : total;
}

interface Sum {
  readonly total: Usage;
  readonly byShoot: ReadonlyMap<string, Usage>;
}

const sums = new WeakMap<ShootWorld, Map<string, Sum>>();

/** Many Shoots share a quota: the sum is made once. */
function sumOf(quota: Loose<Quota>, namespace: string | undefined, world: ShootWorld): Sum {
  let known = sums.get(world);
  if (known === undefined) sums.set(world, (known = new Map<string, Sum>()));
  const key = `${keyOf(quota)} ${namespace ?? ''}`;
  let sum = known.get(key);
  if (sum === undefined) known.set(key, (sum = makeSum(quota, namespace, world)));
  return sum;
}

function makeSum(quota: Loose<Quota>, namespace: string | undefined, world: ShootWorld): Sum {
  const bindings = new Set(
    world.bindings().flatMap(({ kind, metadata, quotas = [] }) => {
      const own = metadata?.namespace ?? '';
      const names = quotas.some(reference => keyOf({ metadata: { namespace: own, ...reference } }) === keyOf(quota));
      return names && (namespace ?? own) === own ? [`${kind} ${keyOf({ metadata })}`] : [];
    }),
  );
  const byShoot = new Map<string, Usage>();
  let total: Usage = {};
  for (const shoot of world.shoots()) {
    if (!namesBinding(shoot, bindings)) continue;
    const profile = profileOf(profileReference(shoot.spec ?? {}), shoot.metadata?.namespace ?? '', world);
    if (profile === undefined) continue;
    const { usage } = usageOf(shoot, profile);
    byShoot.set(keyOf(shoot), usage);
    total = addUsage(total, usage);
  }
  return { total, byShoot };
}

function namesBinding({ metadata, spec }: Loose<Shoot>, bindings: ReadonlySet<string>): boolean {
  const { secretBindingName = '', credentialsBindingName = '' } = spec ?? {};
  const place = (name: string): string => keyOf({ metadata: { namespace: metadata?.namespace, name } });
  return (
    bindings.has(`SecretBinding ${place(secretBindingName)}`) ||
    bindings.has(`CredentialsBinding ${place(credentialsBindingName)}`)
  );
}

interface Named {
  readonly metadata?: { readonly name?: string | undefined; readonly namespace?: string | undefined } | undefined;
}

const keyOf = ({ metadata }: Named): string => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
