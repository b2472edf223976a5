import { factsAbout } from '../rules/fact-names';
import type { Topic } from '../rules/topic';
import { coreKinds } from './core-kinds';
import { explainObject } from './explain/explain';
import { gardenCheck } from './garden/check';
import { compareGardenlets, compareVersions } from './gitops-rules/changes';
import { gitopsChecks } from './gitops-rules/checks';
import { landscapeChecks } from './landscape-rules/checks';
import { imageVectorCheck } from './image-vector/check';
import { compareProfiles } from './landscape-rules/profile-usage';
import { compareRemovals } from './landscape-rules/removals';
import { renamedBindingCheck } from './landscape-rules/renamed-bindings';
import { compareSeeds } from './landscape-rules/seed-changes';
import { managedSeedCheck } from './managed-seed/check';
import type { ObjectValidation } from './object-validation';
import { operatorKinds } from './operator-kinds';
import { seedmanagementKinds } from './seedmanagement-kinds';
import { shootCheck } from './shoot/check';
import { shootValidation } from './shoot/shoot-validation';
import { compareUpdates } from './updates';
import { validationCheck } from './validation-check';

/** Gardener's own validation, by kind. */
export const kindValidations: readonly ObjectValidation[] = [
  shootValidation,
  ...coreKinds,
  ...seedmanagementKinds,
  ...operatorKinds,
];

/** Kinds whose check knows what lies around the object: the Extensions of a Garden, the Shoot of a ManagedSeed, the CloudProfile of a Shoot. */
const judgedInContext = new Set([
  'operator.gardener.cloud/Garden',
  'seedmanagement.gardener.cloud/ManagedSeed',
  'core.gardener.cloud/Shoot',
]);

/** Provider-neutral Gardener: what its API server refuses, and what goes wrong across objects and under GitOps. */
export const gardener: Topic = {
  name: 'gardener',
  checks: [
    ...kindValidations.filter(({ kind }) => !judgedInContext.has(kind)).map(validationCheck),
    gardenCheck,
    imageVectorCheck,
    managedSeedCheck,
    // says more than the validation of the Shoot, which is then silent about the field
    renamedBindingCheck,
    shootCheck,
    ...landscapeChecks,
    ...gitopsChecks,
  ],
  facts: factsAbout('shoot', 'seedName'),
  explain: explainObject(kindValidations),
  *compare(before, after) {
    yield* compareGardenlets(before, after);
    yield* compareVersions(before, after);
    yield* compareProfiles(before, after);
    yield* compareSeeds(before, after);
    yield* compareRemovals(before, after);
    yield* compareUpdates(kindValidations)(before, after);
  },
};
