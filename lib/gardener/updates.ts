import { validateTransition } from '../api/validate';
import type { Finding } from '../core/finding';
import { changedPairs, type ChangedPair } from '../kubernetes/changed-pairs';
import { Judge } from '../rules/judge';
import { Report } from '../rules/report';
import type { Check } from '../rules/topic';
import type { View, ViewObject } from '../rules/view';
import { contextOf } from './context';
import { admitProfileUpdate, profileAdmissionCheck } from './landscape-rules/profile-admission';
import { judgeManagedSeedUpdate, managedSeedCheck } from './managed-seed/check';
import type { ObjectValidation } from './object-validation';
import { settledStatus } from './settled-status';
import { judgeShootUpdate, shootCheck } from './shoot/check';
import { validationCheck } from './validation-check';

/** Changes that the API server refuses although both trees are in order: fields that never change, versions that go back. */
export function compareUpdates(validations: readonly ObjectValidation[]) {
  return (before: View, after: View): readonly Finding[] => {
    const judge = new Judge();
    for (const validation of validations)
      for (const pair of changedPairs(validation.kind, before, after))
        judge.add(pair.next, refusalsOf(pair, validation, { before, after }));
    return judge.result().findings;
  };
}

interface Trees {
  readonly before: View;
  readonly after: View;
}

interface TreeJudge {
  readonly check: Check;
  readonly update: (change: ChangedPair & Trees, report: Report) => void;
}

/** What is judged by itself. */
function validating(validation: ObjectValidation): TreeJudge {
  return {
    check: validationCheck(validation),
    update: ({ next, old, after }, report) => {
      validation.update(next.object, old.object, report, contextOf(after));
    },
  };
}

/** Kinds that an admission plugin compares with other objects, beside what they say themselves. */
const admittedInTree: Readonly<Record<string, TreeJudge>> = {
  'core.gardener.cloud/NamespacedCloudProfile': { check: profileAdmissionCheck, update: admitProfileUpdate },
};

/** Kinds of which much is stored that no manifest says. */
const judgedInTree: Readonly<Record<string, TreeJudge>> = {
  'core.gardener.cloud/Shoot': { check: shootCheck, update: judgeShootUpdate },
  'seedmanagement.gardener.cloud/ManagedSeed': { check: managedSeedCheck, update: judgeManagedSeedUpdate },
};

/** What the change is refused for, beyond what is wrong with the new object itself. */
function refusalsOf(pair: ChangedPair, validation: ObjectValidation, { before, after }: Trees): readonly Finding[] {
  const { kind } = validation;
  const judges = [judgedInTree[kind] ?? validating(validation), admittedInTree[kind]];
  const [own, alone] = [new Report(), new Report()];
  const { next, old } = withStatus(pair, settledStatus(kind, pair.old.object));
  for (const judge of judges) {
    judge?.update({ next, old, before, after }, own);
    judge?.check.object?.(pair.next, alone, after);
  }
  // what is a warning for the object alone may be refused as a change
  const keyOf = ({ severity, rule, path }: Finding): string => `${severity} ${rule} ${path}`;
  const known = new Set(alone.findings.map(keyOf));
  const refused = own.findings.filter(finding => !known.has(keyOf(finding)));
  return [...refused, ...validateTransition(old.object, next.object)];
}

/** The API server carries the status over from the stored object, whatever a change says. */
function withStatus({ next, old }: ChangedPair, status: unknown): ChangedPair {
  if (status === undefined) return { next, old };
  const of = (entry: ViewObject): ViewObject => ({ ...entry, object: { ...entry.object, status } });
  return { next: of(next), old: of(old) };
}
