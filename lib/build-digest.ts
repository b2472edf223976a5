import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build writes beside the compiled files: a digest of all of them, and of the data that they read. */
export const buildDigestFile = 'build-digest';

/** Tells builds of this package apart; undefined for sources that were not built. */
export function buildDigest(): string | undefined {
  for (const folder of ['.', '..'])
    try {
      return readFileSync(join(__dirname, folder, buildDigestFile), 'utf8');
    } catch {
      // sources have none
    }
  return undefined;
}
