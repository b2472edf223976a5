import type { CustomResourceDefinition } from '../../../imports/apiextensions.k8s.io/v1';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateDefinition } from './definition';
import { validateDefinitionUpdate } from './update';

/** Definitions of kinds. */
export const customResourceKinds: readonly KindValidation[] = [
  kindValidation<CustomResourceDefinition>('apiextensions.k8s.io/CustomResourceDefinition', {
    create: validateDefinition,
    update: validateDefinitionUpdate,
  }),
];
