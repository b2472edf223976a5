import type { Topic } from '../rules/topic';
import { coreKinds } from './core-kinds';
import type { ObjectValidation } from './object-validation';
import { operatorKinds } from './operator-kinds';
import { seedmanagementKinds } from './seedmanagement-kinds';
import { shootValidation } from './shoot/shoot-validation';
import { validationCheck } from './validation-check';

/** Gardener's own validation, by kind. */
export const kindValidations: readonly ObjectValidation[] = [
  shootValidation,
  ...coreKinds,
  ...seedmanagementKinds,
  ...operatorKinds,
];

/** Provider-neutral Gardener: what its API server refuses, and what goes wrong across objects. */
export const gardener: Topic = { name: 'gardener', checks: kindValidations.map(validationCheck) };
