import type { KindValidation } from '../kind-validation';

/** Admission webhooks and policies. */
export const admissionKinds: readonly KindValidation[] = [];
