import { memoize } from '../../core/memo';
import { Version } from '../../core/version';

/** `1.34` of `1.34.5`; the text itself when it is no version. */
export const majorMinor: (version: string) => string = memoize(
  version => Version.parse(version)?.majorMinor() ?? version,
);

/**
 * Whether a version belongs to an older minor version; pre-releases belong to the minor version that they lead to. A text that is no version does not.
 * `gardener:pkg/utils/version/version.go` v1.150.
 */
export function isBeforeMinor(version: string, minor: number): boolean {
  const parsed = Version.parse(version);
  return parsed !== undefined && (parsed.major < 1 || (parsed.major === 1 && parsed.minor < minor));
}
