import type { KindValidation } from '../kind-validation';

/** Ingresses and network policies. */
export const networkingKinds: readonly KindValidation[] = [];
