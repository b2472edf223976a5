import type { KindValidation } from '../kind-validation';

/** Pods and their templates. */
export const podKinds: readonly KindValidation[] = [];
