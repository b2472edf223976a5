import type { KindValidation } from '../kind-validation';

/** Roles and their bindings. */
export const rbacKinds: readonly KindValidation[] = [];
