import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ViewObject } from '../../rules/view';
import type { PoolMachines } from '../machine/pool-machines';
import type { TreeShoot } from '../view/shoots';

const rule = ruleTable('provider-openstack:pkg/controller/worker/machines.go v1.58', {
  'OS-IMAGE-ID-SWAPPED': {
    severity: 'warning',
    reason:
      'an image version gets another id: existing nodes keep the old image and new ones get the new one, without any being replaced',
    fix: 'publish the new image as a new version',
  },
});

/** Rules that {@link reportSwappedImages} reports. */
export const imageChangeRules = Object.values(rule);

/** A pool before and after. */
interface Twin {
  readonly shoot: TreeShoot;
  readonly old: PoolMachines;
  readonly next: PoolMachines;
}

/** Image ids that change under pools that do not roll, one finding for each id of a profile, with the pools that it concerns. */
export function reportSwappedImages(
  pairs: Iterable<readonly [before: TreeShoot, after: TreeShoot]>,
  reportFor: (entry: ViewObject) => Report,
): void {
  const swaps = new Map<string, Twin[]>();
  for (const [before, after] of pairs)
    for (const twin of twinsOf(before, after)) {
      const key = [twin.shoot.knownProfile?.name, twin.old.image?.image?.id, twin.next.image?.image?.id].join(' ');
      swaps.set(key, [...(swaps.get(key) ?? []), twin]);
    }
  for (const twins of swaps.values()) reportSwap(twins, reportFor);
}

function twinsOf(before: TreeShoot, after: TreeShoot): Twin[] {
  return after.machines.pools.flatMap(next => {
    const old = before.machines.pools.find(({ pool }) => pool.name === next.pool.name);
    const [oldImage, image] = [old?.image?.image, next.image?.image];
    if (old === undefined || oldImage?.id === undefined || image?.id === undefined) return [];
    const samePlace = before.shoot.spec?.region === after.shoot.spec?.region && oldImage.version === image.version;
    const stays = samePlace && old.hash?.full === next.hash?.full && oldImage.id !== image.id;
    return stays ? [{ shoot: after, old, next }] : [];
  });
}

function reportSwap(twins: readonly Twin[], reportFor: (entry: ViewObject) => Report): void {
  const [first] = twins;
  const profile = first?.shoot.knownProfile;
  if (first === undefined || profile === undefined) return;
  const { name, version } = first.next.pool.worker.machine?.image ?? {};
  const pools = twins.map(
    ({ shoot, next }) => `${shoot.project}/${shoot.shoot.metadata?.name ?? ''}/${next.pool.name}`,
  );
  const place = first.next.image?.steps.at(-1)?.path ?? 'machineImages';
  const [before, after] = [first.old.image?.image?.id ?? '', first.next.image?.image?.id ?? ''];
  const region = first.shoot.shoot.spec?.region ?? '';
  const message = `image ${name ?? ''} ${version ?? ''} in ${region} changes its id from ${before} to ${after}: no node is replaced, new ones differ from old ones (${pools.length} ${pools.length === 1 ? 'pool' : 'pools'})`;
  reportFor(profile.entry).add(rule['OS-IMAGE-ID-SWAPPED'], `spec.providerConfig.${place}`, {
    value: { before, after, pools },
    message,
  });
}
