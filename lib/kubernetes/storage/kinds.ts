import type { KindValidation } from '../kind-validation';

/** Volumes, claims and the classes that they come from. */
export const storageKinds: readonly KindValidation[] = [];
