import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Finding } from '../../core/finding';
import type { Loose } from '../../core/loose';
import type { KubernetesObject } from '../../core/object';
import { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import { twinKey } from '../../rules/twins';
import type { View, ViewObject } from '../../rules/view';
import { contextOf } from '../context';
import { withNamespace } from '../validation-check';
import { admitShoot, fillShoot } from './admission/admit';
import { isRefused, type ShootChange } from './admission/change';
import { completeCreation } from './admission/complete';
import { fillLandscapeDefaults } from './admission/landscape-defaults';
import { shootAdmissionRules } from './admission/rules';
import { shootWorld, type ShootWorld } from './admission/world';
import { draft } from './defaults/fill';
import { defaultShoot } from './defaults/shoot';
import { validateShoot } from './validation/shoot';
import { storedPool } from './validation/update/pools';
import { validateShootUpdate } from './validation/update/shoot';

/**
 * Shoots of a tree, as the API server judges them when they are created: completed from what they refer to, validated, and compared
 * with it. What depends on an object that is not in the tree is not checked.
 */
export const shootCheck: Check = {
  rules: shootAdmissionRules,
  kinds: ['core.gardener.cloud/Shoot'],
  twin: twinKey,
  object(entry: ViewObject, report: Report, view: View): void {
    const own = new Report();
    judge({ entry, view, old: undefined }, own);
    report.findings.push(...own.findings.map(forExisting));
  },
};

/** A Shoot of a tree, and the same of an earlier tree. */
export interface ShootInTrees {
  readonly next: ViewObject;
  readonly old: ViewObject;
  readonly before: View;
  readonly after: View;
}

/** What the API server says when the Shoot of one tree takes the place of that of an earlier one. */
export function judgeShootUpdate({ next, old, before, after }: ShootInTrees, report: Report): void {
  const shoot = withChosenSeed(old.object as Loose<Shoot>, next.object as Loose<Shoot>);
  const stored = fill(shoot, undefined, shootWorld(before, old.cluster), new Report())?.shoot;
  judge({ entry: next, view: after, old: stored ?? defaultShoot(shoot) }, report);
}

/** The scheduler has chosen a seed for a Shoot that named none; whoever writes a seed down later writes this one. */
function withChosenSeed(old: Loose<Shoot>, next: Loose<Shoot>): Loose<Shoot> {
  const seedName = next.spec?.seedName;
  if (seedName === undefined || old.spec?.seedName !== undefined) return old;
  return { ...old, spec: { ...old.spec, seedName } };
}

/**
 * What ShootMutator completes from the CloudProfile: the Kubernetes version, and the machine image of each pool
 * (gardener:plugin/pkg/shoot/mutator v1.150).
 */
const filledByAdmission =
  /^spec\.(?:kubernetes\.version|provider\.workers\[\d+\]\.machine\.image(?:\.(?:name|version))?)$/;

interface Judged {
  readonly entry: ViewObject;
  readonly view: View;
  readonly old: Loose<Shoot> | undefined;
}

function judge(judged: Judged, report: Report): void {
  const { entry, view, old } = judged;
  const change = fill(entry.object as Loose<Shoot>, old, shootWorld(view, entry.cluster), report);
  const shoot = change?.shoot ?? defaultShoot(entry.object as Loose<Shoot>);
  const before = report.findings.length;
  const own = new Report();
  validate(shoot, judged, own);
  const isCompleted = change?.relatives.profile !== undefined;
  for (const finding of own.findings) {
    if (!isCompleted && finding.type === 'required' && filledByAdmission.test(finding.path)) continue;
    if (isChosen(finding.path, shoot, old)) continue;
    report.findings.push(finding);
  }
  if (change !== undefined && !isRefused(report, before)) admitShoot(change, report, contextOf(view));
}

const imageVersion = /^spec\.provider\.workers\[(\d+)\]\.machine\.image\.version$/;

/** Whether admission has chosen the version that a path leads to, now or before, so that only the clusters know it. */
function isChosen(path: string, shoot: Loose<Shoot>, old: Loose<Shoot> | undefined): boolean {
  const isMissing = (version = ''): boolean => version === '';
  if (path.endsWith('kubernetes.version'))
    return [shoot, old].some(side => side !== undefined && isMissing(side.spec?.kubernetes?.version));
  const index = imageVersion.exec(path)?.[1];
  const pool = index === undefined ? undefined : shoot.spec?.provider?.workers?.[Number(index)];
  const stored = pool && storedPool(old?.spec?.provider?.workers, pool.name);
  return [pool, stored].some(side => side !== undefined && isMissing(side.machine?.image?.version));
}

/** What all mutating plugins make of a Shoot. */
function fill(
  written: Loose<Shoot>,
  old: Loose<Shoot> | undefined,
  world: ShootWorld,
  report: Report,
): ShootChange | undefined {
  const change = fillShoot(written, old, world, report);
  if (change === undefined) return undefined;
  // what Git never wrote stays as it was filled in when the Shoot was created
  const defaults = { plugins: world.plugins, profile: change.relatives.profile };
  return { ...change, shoot: fillLandscapeDefaults(old === undefined ? change.shoot : asCreated(change), defaults) };
}

function asCreated({ shoot, relatives, world }: ShootChange): Loose<Shoot> {
  const spec = draft(shoot.spec ?? {});
  completeCreation(spec, relatives, world);
  return { ...shoot, spec };
}

function validate(shoot: Loose<Shoot>, { view, old }: Judged, report: Report): void {
  const context = contextOf(view);
  const object = shoot as unknown as KubernetesObject;
  const placed = (view.complete ? object : withNamespace(object)) as Loose<Shoot>;
  if (old === undefined) return validateShoot(placed, report, context);
  const metadata = { ...old.metadata, namespace: placed.metadata?.namespace };
  validateShootUpdate(placed, { ...old, metadata }, report, context);
}

/** What is refused only for new Shoots and new pools. */
const onlyForNew: ReadonlySet<string> = new Set([
  'SHOOT-KUBERNETES-EXPIRED',
  'SHOOT-IMAGE-EXPIRED',
  'SHOOT-MACHINE-UNUSABLE',
  'SHOOT-MACHINE-ZONE',
  'SHOOT-VOLUME-UNUSABLE',
  'SHOOT-VOLUME-ZONE',
  'SHOOT-SEED-FULL',
  'SHOOT-SEED-DELETING',
  'SHOOT-PROJECT-DELETING',
  'SHOOT-QUOTA',
  'SHOOT-QUOTA-VOLUME',
]);

const effect = 'something new is refused because of this; what exists already may keep it';

/** A tree does not tell whether its Shoots exist already. */
function forExisting(finding: Finding): Finding {
  return onlyForNew.has(finding.rule) ? { ...finding, severity: 'warning', effect } : finding;
}
