import type { KindValidation } from '../kind-validation';

/** Definitions of kinds. */
export const customResourceKinds: readonly KindValidation[] = [];
