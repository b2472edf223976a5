import type { KindValidation } from '../kind-validation';

/** APIs of other servers, certificates and leases. */
export const registrationKinds: readonly KindValidation[] = [];
