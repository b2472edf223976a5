import type { Seed, SeedSelector, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { mayBeAddedToSeeds } from '../../seed/stored-labels';
import { matchesSelector } from '../../../kubernetes/meta/label-selector';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { failureTolerance } from '../validation/control-plane';
import type { ShootChange } from './change';
import type { ShootRelatives } from './relatives';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateScheduling)', {
  'SHOOT-SEED-FIXED': {
    reason: 'the seed of a Shoot is not changed by an update',
    fix: 'let the scheduler choose it, or use the binding subresource to move the control plane',
  },
  'SHOOT-SEED-TAINT': {
    reason: 'the seed has a taint that the Shoot does not tolerate',
    fix: 'add a toleration to spec.tolerations, or choose another seed',
  },
  'SHOOT-SEED-TAINT-UNCHECKED': {
    severity: 'notice',
    reason: 'a taint of the seed may be tolerated by default in the landscape, whose Garden is not here',
  },
  'SHOOT-SEED-ACCESS': 'the seed does not offer all access restrictions of the Shoot',
  'SHOOT-SEED-FULL': 'the seed has as many Shoots as it can take',
  'SHOOT-SEED-PROFILE': 'the CloudProfile allows other seeds only',
  'SHOOT-SEED-ZONES': {
    reason: 'a control plane that survives the failure of a zone needs a seed with three zones',
    fix: 'choose another seed or the failure tolerance "node"',
  },
  'SHOOT-SEED-DELETING': 'the seed is being deleted',
  'SHOOT-MOVING': 'the Shoot is moving to another seed; until then it stays as it is',
  'SHOOT-SELECTOR-SEED': 'a Shoot that has a seed keeps a seedSelector that matches this seed',
});

/** The rules about the seed of a Shoot. */
export const schedulingRules = Object.values(rule);

const spec = FieldPath.of('spec');
const seedName = spec.child('seedName');

/** A change of the seed selector does not contradict the seed that the Shoot has. */
export function validateSeedSelectorChange({ shoot, old, relatives }: ShootChange, report: Report): void {
  const { seed } = relatives;
  const selector = shoot.spec?.seedSelector;
  if (seed === undefined || semanticEqual(old?.spec?.seedSelector, selector)) return;
  const path = spec.child('seedSelector');
  const message = `the seed selector does not match the seed ${seed.metadata?.name ?? ''}, which the Shoot has`;
  if (selector === undefined) report.invalid(rule['SHOOT-SELECTOR-SEED'], path, undefined);
  else if (!matchesSeed(selector, seed)) report.invalid(rule['SHOOT-SELECTOR-SEED'], path, selector, { message });
  const types = selector?.providerTypes ?? [];
  if (types.length > 0 && !types.includes(seed.spec?.provider?.type ?? ''))
    report.invalid(rule['SHOOT-SELECTOR-SEED'], path.child('providerTypes'), types, { message });
}

/** The seed of a Shoot; stops at the first refusal. */
export function validateScheduling(change: ShootChange, report: Report): void {
  const { shoot, old, relatives } = change;
  const { seed } = relatives;
  const name = shoot.spec?.seedName;
  if (old !== undefined && name !== old.spec?.seedName)
    return report.forbidden(rule['SHOOT-SEED-FIXED'], seedName, { value: name });
  const obstacle =
    (old === undefined && seed !== undefined ? placementObstacle(seed, change, report) : undefined) ??
    (isMoving(change) && !semanticEqual(old?.spec, shoot.spec) ? 'SHOOT-MOVING' : undefined) ??
    (seed === undefined ? undefined : stayObstacle(seed, change));
  if (obstacle !== undefined) report.forbidden(rule[obstacle], seedName, { value: name });
}

type Obstacle = keyof typeof rule | undefined;

/** What keeps a Shoot from getting this seed. */
function placementObstacle(seed: Loose<Seed>, change: ShootChange, report: Report): Obstacle {
  const { shoot, relatives, world } = change;
  if (seed.metadata?.deletionTimestamp !== undefined) return 'SHOOT-SEED-DELETING';
  if (!toleratesTaints(seed, shoot) && !mayTolerateMore(change, report)) return 'SHOOT-SEED-TAINT';
  const offered = new Set((seed.spec?.accessRestrictions ?? []).map(({ name }) => name));
  if (!(shoot.spec?.accessRestrictions ?? []).every(({ name }) => offered.has(name))) return 'SHOOT-SEED-ACCESS';
  const allocatable = seed.status?.allocatable?.['shoots'];
  if (allocatable !== undefined && countOthers(seed.metadata?.name, shoot, world.shoots()) >= Number(allocatable))
    return 'SHOOT-SEED-FULL';
  const selector = relatives.profile?.seedSelector;
  if (selector === undefined) return undefined;
  const types = selector.providerTypes;
  const allowed = types === undefined || types.includes('*') || types.includes(seed.spec?.provider?.type ?? '');
  return allowed && matchesSeed(selector, seed) ? undefined : 'SHOOT-SEED-PROFILE';
}

/** A label that only the server can tell is not held against the seed. */
function matchesSeed(selector: Loose<SeedSelector>, { metadata }: Loose<Seed>): boolean {
  const labels = metadata?.labels ?? {};
  const isKnown = (key = ''): boolean => key in labels || !mayBeAddedToSeeds(key);
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const known = {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => isKnown(key))),
    matchExpressions: matchExpressions.filter(({ key }) => isKnown(key)),
  };
  return matchesSelector(known, labels);
}

/** As upstream: a toleration without value tolerates only taints without value. */
function toleratesTaints({ spec: seedSpec }: Loose<Seed>, shoot: Loose<Shoot>): boolean {
  const taints = seedSpec?.taints ?? [];
  const tolerations = shoot.spec?.tolerations ?? [];
  if (taints.length > tolerations.length) return false;
  const values = new Map(tolerations.map(({ key, value = '' }) => [key, value]));
  return taints.every(({ key, value }) => values.has(key) && (value === undefined || value === values.get(key)));
}

/**
 * Tolerations are given to a new Shoot by its landscape, its project and its ExposureClass, too. Which of them are not here was
 * said already, except for the Garden.
 */
function mayTolerateMore({ shoot, relatives, world }: ShootChange, report: Report): boolean {
  if (world.complete) return false;
  if (!world.plugins.isOn('ShootTolerationRestriction')) return isClassMissing(shoot, relatives);
  if (!world.plugins.known)
    report.add(rule['SHOOT-SEED-TAINT-UNCHECKED'], seedName, {
      value: shoot.spec?.seedName,
      message: 'not checked: Garden is not here, which may give the Shoot a toleration of the taints of its seed',
    });
  return !world.plugins.known || relatives.project === undefined || isClassMissing(shoot, relatives);
}

function isClassMissing({ spec: shootSpec }: Loose<Shoot>, { exposureClass }: ShootRelatives): boolean {
  return (shootSpec?.exposureClassName ?? '') !== '' && exposureClass === undefined;
}

/** The other Shoots that a seed has, or is about to get or to lose. */
function countOthers(name: string | undefined, { metadata }: Loose<Shoot>, shoots: readonly Loose<Shoot>[]): number {
  const isHere = ({ spec: shootSpec, status }: Loose<Shoot>): boolean =>
    shootSpec?.seedName === name || status?.seedName === name;
  const isSelf = ({ metadata: other }: Loose<Shoot>): boolean =>
    other?.name === metadata?.name && other?.namespace === metadata?.namespace;
  return shoots.filter(shoot => isHere(shoot) && !isSelf(shoot)).length;
}

function isMoving({ shoot, old }: ShootChange): boolean {
  const { lastOperation, seedName: statusSeed } = old?.status ?? {};
  if (lastOperation?.type === undefined) return false;
  const { type, state } = lastOperation;
  const rescheduled =
    statusSeed !== undefined && shoot.spec?.seedName !== undefined && shoot.spec.seedName !== statusSeed;
  return type === 'Migrate' || rescheduled || (type === 'Restore' && state !== 'Succeeded');
}

const confirmation = 'confirmation.gardener.cloud/deletion';

function stayObstacle(seed: Loose<Seed>, { shoot, old }: ShootChange): Obstacle {
  const zonal = failureTolerance(shoot.spec ?? {}) === 'zone';
  if (zonal && (seed.spec?.provider?.zones ?? []).length < 3) return 'SHOOT-SEED-ZONES';
  if (seed.metadata?.deletionTimestamp === undefined) return undefined;
  const { [confirmation]: confirmed, ...annotations } = shoot.metadata?.annotations ?? {};
  const { [confirmation]: stored, ...storedAnnotations } = old?.metadata?.annotations ?? {};
  const unconfirmed = confirmed === undefined && stored !== undefined;
  const same = !unconfirmed && semanticEqual(annotations, storedAnnotations) && semanticEqual(shoot.spec, old?.spec);
  return same ? undefined : 'SHOOT-SEED-DELETING';
}
