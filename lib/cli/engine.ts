import { setFlagsFromString } from 'node:v8';

/** The version of Node whose engine was measured; another engine that lacks the flag would say so to the user. */
const measured = 20;

/**
 * Makes the engine optimize later than it does by itself. Most runs are shorter than a second, and what its compiler makes of
 * functions then is hardly used; long ones were no slower.
 */
export function optimizeLater(): void {
  if (Number.parseInt(process.versions.node) === measured) setFlagsFromString('--interrupt-budget=500000');
}
