import { memoizeByIdentity } from '../../core/memo';
import type { Placement } from './placement';

/** The filters of a chain as if their dry run were real; those without one are left out. */
export const shadowsOf = memoizeByIdentity(({ filters }: Placement): Placement => ({
  filters: filters.flatMap(({ object, rbac }) =>
    rbac.shadow === undefined ? [] : [{ object, rbac: { flavor: rbac.flavor, rules: rbac.shadow } }],
  ),
  unclear: [],
}));
