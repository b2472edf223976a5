import type { KindValidation } from '../kind-validation';

/** Controllers of pods, and what scales and protects them. */
export const workloadKinds: readonly KindValidation[] = [];
