import type { ExplainedSubject, ExplanationSection } from '../../rules/explanation';
import type { View } from '../../rules/view';
import { treeShoot } from '../view/shoots';
import { explainPool } from './pool';
import { poolSections } from './pool-sections';
import { profileSections } from './profile-sections';
import { shootSections } from './shoot-sections';

/** Explains what follows from OpenStack: machines of a Shoot or of one of its pools, images of a profile. */
export function* explainOpenStack(view: View, { entry, part }: ExplainedSubject): Iterable<ExplanationSection> {
  const { kind } = entry.object;
  if (entry.malformed === true) return;
  if (kind === 'CloudProfile' || kind === 'NamespacedCloudProfile') yield* profileSections(view, entry);
  if (kind !== 'Shoot') return;
  const shoot = treeShoot(view, entry);
  if (shoot === undefined) return;
  if (part === undefined) {
    yield* shootSections(shoot);
    return;
  }
  const explanation = explainPool(view, entry, part);
  if (explanation !== undefined) yield* poolSections(explanation, shoot);
}
