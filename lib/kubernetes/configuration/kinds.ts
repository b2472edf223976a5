import type { KindValidation } from '../kind-validation';

/** Namespaces, what is configured in them and what may be used there. */
export const configurationKinds: readonly KindValidation[] = [];
