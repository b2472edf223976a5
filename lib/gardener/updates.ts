import { validateTransition } from '../api/validate';
import type { Finding } from '../core/finding';
import { Judge } from '../rules/judge';
import { Report } from '../rules/report';
import type { View, ViewObject } from '../rules/view';
import { contextOf } from './context';
import type { ObjectValidation } from './object-validation';
import { judgeShootUpdate, shootCheck } from './shoot/check';
import { semanticEqual } from './validation/semantic-equal';
import { validationCheck } from './validation-check';

/**
 * Changes that the API server refuses although both trees are in order: fields that never change, versions that go back. ManagedSeeds
 * are left out, because much of a stored one comes from its Shoot.
 */
export function compareUpdates(validations: readonly ObjectValidation[]) {
  const kinds = validations.filter(({ kind }) => !kind.startsWith('seedmanagement.gardener.cloud/ManagedSeed'));
  return (before: View, after: View): readonly Finding[] => {
    const judge = new Judge();
    for (const validation of kinds)
      for (const pair of changedPairs(validation.kind, before, after))
        judge.add(pair.next, refusalsOf(pair, validation, { before, after }));
    return judge.result().findings;
  };
}

interface Pair {
  readonly next: ViewObject;
  readonly old: ViewObject;
}

interface Trees {
  readonly before: View;
  readonly after: View;
}

function* changedPairs(kind: string, before: View, after: View): Iterable<Pair> {
  const slash = kind.lastIndexOf('/');
  const [group, name] = [kind.slice(0, slash), kind.slice(slash + 1)];
  for (const next of after.ofKind(group, name)) {
    const { metadata } = next.object;
    const old = before.find(group, name, metadata.namespace, metadata.name ?? '');
    if (old === undefined || old.malformed === true || old.cluster !== next.cluster) continue;
    if (!semanticEqual(old.object, next.object)) yield { next, old };
  }
}

/** What the change is refused for, beyond what is wrong with the new object itself. */
function refusalsOf({ next, old }: Pair, validation: ObjectValidation, { before, after }: Trees): readonly Finding[] {
  const isShoot = validation.kind === 'core.gardener.cloud/Shoot';
  const own = new Report();
  if (isShoot) judgeShootUpdate({ next, old, before, after }, own);
  else validation.update(next.object, old.object, own, contextOf(after));
  const alone = new Report();
  (isShoot ? shootCheck : validationCheck(validation)).object?.(next, alone, after);
  // what is a warning for the object alone may be refused as a change
  const keyOf = ({ severity, rule, path }: Finding): string => `${severity} ${rule} ${path}`;
  const known = new Set(alone.findings.map(keyOf));
  const refused = own.findings.filter(finding => !known.has(keyOf(finding)));
  return [...refused, ...validateTransition(old.object, next.object)];
}
