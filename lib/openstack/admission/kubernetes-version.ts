import type { ExpirableVersion } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { chooseVersion } from '../../gardener/shoot/admission/choose-version';

/** A version that admission fills in, or its answer when it cannot. */
export type DefaultedVersion = { readonly version: string } | { readonly problem: string };

/** The Kubernetes version that admission makes of a written one, see {@link chooseVersion}, with the answer of the API server where there is none. */
export function defaultKubernetesVersion(
  versions: readonly Loose<ExpirableVersion>[],
  version: string,
  now: Date | undefined,
): DefaultedVersion {
  const chosen = chooseVersion(versions, version, now);
  if ('version' in chosen) return chosen;
  return { problem: chosen.problem === 'syntax' ? 'must be a semantic version' : unsuitable(version) };
}

const unsuitable = (version: string): string =>
  `couldn't find a suitable version for ${version}. Suitable versions have a non-expired expiration date and are no 'preview' versions. 'Preview'-classified versions have to be selected explicitly`;
