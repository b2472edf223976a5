import type { KindValidation } from '../kind-validation';

/** Services and the endpoints behind them. */
export const serviceKinds: readonly KindValidation[] = [];
