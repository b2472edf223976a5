import { groupOf } from '../core/object';
import { Judge, type Revision } from '../rules/judge';
import type { Topic } from '../rules/topic';
import type { View, ViewObject } from '../rules/view';

/**
 * What Flux Kustomizations outside of the rendered landscapes deliver: they, and the objects of the landscapes that do not deliver themselves.
 * Empty when there is no such case.
 */
export function deliveryOf(landscapes: ReadonlyMap<string, readonly ViewObject[]>): readonly ViewObject[] {
  const loose = landscapes.get('') ?? [];
  if (!loose.some(isFluxKustomization)) return [];
  const delivered = [...landscapes]
    .filter(([landscape, objects]) => landscape !== '' && !objects.some(isFluxKustomization))
    .flatMap(([, objects]) => objects);
  return delivered.length === 0 ? [] : [...loose, ...delivered];
}

interface Part {
  readonly topics: readonly Topic[];
  readonly revise: Revision;
  /** Which rules are heard. */
  readonly keeps: (rule: string) => boolean;
}

/** Judges a view by a part of the rules, and tells the findings to the judge of the tree. */
export function judgePart(view: View, judge: Judge, { topics, revise, keeps }: Part): void {
  const own = new Judge((entry, finding) => (keeps(finding.rule) ? revise(entry, finding) : undefined));
  own.run(view, topics);
  for (const finding of own.result().findings) judge.addGlobal(finding);
}

/** Whether a rule is about how objects are delivered, not about the objects. */
export function isDelivery(rule: string): boolean {
  return rule.startsWith('FLUX-') || rule.startsWith('SUB-');
}

function isFluxKustomization({ object }: ViewObject): boolean {
  return object.kind === 'Kustomization' && groupOf(object.apiVersion) === 'kustomize.toolkit.fluxcd.io';
}
