import type { Seed, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { gardenletKinds, gardenletOf } from '../gitops-rules/gardenlets';

const rule = ruleTable('gardener:pkg/scheduler/controller/shoot v1.150', {
  'SD-12': {
    severity: 'warning',
    reason: 'a single gardenlet does not survive the failure of its zone',
    fix: 'set replicaCount to 2 or more, or remove it',
    source: 'gardener:charts/gardener/gardenlet v1.150',
  },
  'SD-13': {
    severity: 'warning',
    reason: 'no seed of the landscape has the three zones that a control plane with failure tolerance zone needs',
    fix: 'list three zones in provider.zones of a seed, or set the failure tolerance to node',
  },
});

const zonesOfHighAvailability = 3;

/** Gardenlets and control planes that need more zones or replicas than they have. */
export const seedZoneCheck: Check = {
  rules: Object.values(rule),
  kinds: [...gardenletKinds, 'core.gardener.cloud/Shoot'],
  object({ object }: ViewObject, report: Report, view: View): void {
    if (object.kind === 'Shoot') checkShoot(object as unknown as Loose<Shoot>, report, view);
    else checkGardenlet(object, report);
  },
};

function checkGardenlet(object: ViewObject['object'], report: Report): void {
  const { config, deployment, deploymentPath } = gardenletOf(object);
  const zones = config.seedConfig?.spec?.provider?.zones ?? [];
  if (zones.length > 1 && deployment.replicaCount === 1)
    report.add(rule['SD-12'], deploymentPath.child('replicaCount'), { value: 1 });
}

/** A Shoot that has its seed already is the matter of its admission. */
function checkShoot({ spec }: Loose<Shoot>, report: Report, view: View): void {
  const tolerance = spec?.controlPlane?.highAvailability?.failureTolerance?.type;
  if (tolerance !== 'zone' || spec?.seedName !== undefined) return;
  const counts = zoneCounts(view);
  if (counts.length === 0 || counts.some(count => count >= zonesOfHighAvailability)) return;
  const path = FieldPath.of('spec', 'controlPlane', 'highAvailability', 'failureTolerance', 'type');
  report.add(rule['SD-13'], path, { value: tolerance });
}

const known = new WeakMap<View, readonly number[]>();

/** How many zones each seed of the tree has; that of a ManagedSeed may come from its Shoot and is then left out. */
function zoneCounts(view: View): readonly number[] {
  let counts = known.get(view);
  if (counts === undefined) {
    const seeds = view
      .ofKind('core.gardener.cloud', 'Seed')
      .map(({ object }) => (object as unknown as Loose<Seed>).spec?.provider?.zones ?? []);
    const templates = gardenletKinds.flatMap(kind => {
      const slash = kind.indexOf('/');
      return view
        .ofKind(kind.slice(0, slash), kind.slice(slash + 1))
        .map(({ object }) => gardenletOf(object).config.seedConfig?.spec?.provider?.zones);
    });
    // one seed whose zones are not told here may have enough of them
    counts = templates.includes(undefined) ? [] : [...seeds, ...templates].map(zones => zones?.length ?? 0);
    known.set(view, counts);
  }
  return counts;
}
