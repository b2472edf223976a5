import { memoize } from '../../core/memo';
import { knownMinor } from './gardener-minor';

/** From a minor of Gardener on: the first and the last minor of Kubernetes. */
const spans: readonly (readonly [gardener: number, first: number, last: number])[] = [
  [145, 32, 36],
  [142, 32, 35],
  [141, 31, 35],
  [136, 30, 35],
  [133, 30, 34],
  [132, 29, 34],
  [127, 29, 33],
  [122, 27, 33],
  [118, 27, 32],
];

/**
 * The Kubernetes minors that a version of Gardener supports, for example `1.32` to `1.36`; undefined for versions that are not known here.
 *
 * Source: gardener:pkg/utils/validation/kubernetesversion/version.go v1.118 to v1.150.
 */
export const supportedKubernetes: (gardener: string) => readonly string[] | undefined = memoize(gardener => {
  const minor = knownMinor(gardener);
  const span = spans.find(([since]) => minor !== undefined && minor >= since);
  if (span === undefined) return undefined;
  const [, first, last] = span;
  return Array.from({ length: last - first + 1 }, (_, index) => `1.${first + index}`);
});
