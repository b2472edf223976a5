import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Finding } from '../../core/finding';
import type { Loose } from '../../core/loose';
import { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { decoded } from '../stored-form';
import {
  completeManagedSeed,
  managedSeedAdmissionRules,
  requireSeedConfig,
  seedOf,
  validateManagedSeedAdmission,
} from './admission';
import { managedSeedEqualityRules } from './admission/compare';
import { shootToBe } from './admission/shoot-to-be';
import { managedSeedWorld, type ManagedSeedWorld } from './admission/world';
import { defaultManagedSeed } from './defaults';
import { managedSeedRules, validateManagedSeed, validateManagedSeedUpdate } from './validation';

/**
 * ManagedSeeds of a tree, as the API server judges them: completed from the Shoot, validated, and compared with the Shoot. Where the
 * tree does not hold the Shoot, and may do without it, what admission would fill in is not missed; neither is what depends on
 * Secrets with default domains, which are rarely in Git.
 */
export const managedSeedCheck: Check = {
  rules: [...managedSeedRules, ...managedSeedAdmissionRules, ...managedSeedEqualityRules],
  kinds: ['seedmanagement.gardener.cloud/ManagedSeed'],
  object({ object }: ViewObject, report: Report, view: View): void {
    const managedSeed = defaultManagedSeed(object as Loose<ManagedSeed>);
    const isElsewhere = managedSeed.metadata?.namespace !== 'garden';
    if (isElsewhere) validateManagedSeedAdmission(managedSeed, undefined, managedSeedWorld(view), report);
    if (!isElsewhere && holdsShoot(managedSeed, view)) return admit(managedSeed, view, report);
    validateAlone(managedSeed, report);
    if (!isElsewhere) requireSeedConfig(managedSeed, report);
  },
};

/** A tree that holds the Shoots of the namespace, or everything, must hold this one, too. */
function holdsShoot({ metadata, spec }: Loose<ManagedSeed>, view: View): boolean {
  const namespace = metadata?.namespace ?? '';
  if (view.find('core.gardener.cloud', 'Shoot', namespace, spec?.shoot?.name ?? '') !== undefined) return true;
  const siblings = view.ofKind('core.gardener.cloud', 'Shoot');
  return view.complete || siblings.some(({ object }) => object.metadata.namespace === namespace);
}

function admit(managedSeed: Loose<ManagedSeed>, view: View, report: Report): void {
  const world = worldToBe(managedSeed, view);
  const own = new Report();
  const completed = completeManagedSeed(managedSeed, world, own);
  const isKnown = ({ rule }: Finding): boolean =>
    rule !== 'MANAGED-SEED-DNS-PROVIDER' || world.defaultDomains().length > 0;
  const refused = own.findings.filter(isKnown);
  if (refused.length > 0) {
    report.findings.push(...refused);
    validateAlone(managedSeed, report);
    return;
  }
  validateAlone(completed, report);
  validateManagedSeedAdmission(completed, undefined, world, report);
}

/** The tree with the Shoot of the ManagedSeed as it will be stored. */
function worldToBe(managedSeed: Loose<ManagedSeed>, view: View): ManagedSeedWorld {
  const world = managedSeedWorld(view);
  const ingress = seedOf(managedSeed)?.ingress?.domain;
  return {
    ...world,
    shoot(namespace, name) {
      const shoot = world.shoot(namespace, name);
      return shoot && shootToBe(shoot, ingress, view);
    },
  };
}

/** A ManagedSeed in two trees. */
export interface ManagedSeedChange {
  readonly next: ViewObject;
  readonly old: ViewObject;
  readonly before: View;
  readonly after: View;
}

/**
 * A changed ManagedSeed, both sides completed from their Shoot. Where a Shoot is not here, nobody knows what is stored of the seed: then only the
 * rest is compared.
 */
export function judgeManagedSeedUpdate({ next, old, before, after }: ManagedSeedChange, report: Report): void {
  const sides = [completedIn(next, after), completedIn(old, before)] as const;
  const [nextSeed, oldSeed] = sides.map(({ managedSeed }) => decoded(managedSeed));
  const own = new Report();
  validateManagedSeedUpdate(nextSeed ?? {}, oldSeed ?? {}, own);
  const isKnown = sides.every(({ isComplete }) => isComplete);
  report.findings.push(...own.findings.filter(({ path }) => isKnown || !ofSeed.test(path)));
}

const ofSeed = /\.seedConfig\.spec\b/;

function completedIn({ object }: ViewObject, view: View): { managedSeed: Loose<ManagedSeed>; isComplete: boolean } {
  const managedSeed = defaultManagedSeed(object as Loose<ManagedSeed>);
  if (!holdsShoot(managedSeed, view)) return { managedSeed, isComplete: false };
  const refused = new Report();
  const completed = completeManagedSeed(managedSeed, worldToBe(managedSeed, view), refused);
  return { managedSeed: completed, isComplete: refused.findings.length === 0 };
}

const filledIn = /\.seedConfig\.spec\.(?:backup\.provider|dns\.provider|ingress\.domain)$/;

function validateAlone(managedSeed: Loose<ManagedSeed>, report: Report): void {
  const own = new Report();
  validateManagedSeed(managedSeed, own);
  report.findings.push(...own.findings.filter(({ type, path }) => type !== 'required' || !filledIn.test(path)));
}
