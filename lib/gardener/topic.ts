import type { Report } from '../rules/report';
import type { Check, Topic } from '../rules/topic';
import type { View, ViewObject } from '../rules/view';
import { coreKinds } from './core-kinds';
import type { ObjectValidation } from './object-validation';
import { operatorKinds } from './operator-kinds';
import { seedmanagementKinds } from './seedmanagement-kinds';
import { shootValidation } from './shoot/shoot-validation';
import type { ValidationContext } from './validation-context';

/** Gardener's own validation, by kind. */
export const kindValidations: readonly ObjectValidation[] = [
  shootValidation,
  ...coreKinds,
  ...seedmanagementKinds,
  ...operatorKinds,
];

/** Provider-neutral Gardener: what its API server refuses, and what goes wrong across objects. */
export const gardener: Topic = { name: 'gardener', checks: kindValidations.map(validationCheck) };

function validationCheck(validation: ObjectValidation): Check {
  return {
    rules: [],
    kinds: [validation.kind],
    object: ({ object }: ViewObject, report: Report, view: View) => validation.create(object, report, contextOf(view)),
  };
}

const contexts = new WeakMap<View, ValidationContext>();

/** The context that a tree gives: the feature gates of its Garden's API server, and its clock. */
export function contextOf(view: View): ValidationContext {
  let context = contexts.get(view);
  if (context === undefined) {
    context = {
      gardener: view.gardener,
      featureGates: featureGates(view),
      ...(view.now !== undefined && { now: view.now }),
    };
    contexts.set(view, context);
  }
  return context;
}

interface GardenGates {
  readonly virtualCluster?: {
    readonly gardener?: { readonly gardenerAPIServer?: { readonly featureGates?: Readonly<Record<string, boolean>> } };
  };
}

function featureGates(view: View): Readonly<Record<string, boolean>> {
  const [garden] = view.ofKind('operator.gardener.cloud', 'Garden');
  const spec = garden?.object['spec'] as GardenGates | undefined;
  return spec?.virtualCluster?.gardener?.gardenerAPIServer?.featureGates ?? {};
}
