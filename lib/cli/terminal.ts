import type { WriteStream } from 'node:tty';

/** How text is laid out on a stream. */
export interface Terminal {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** Columns where nobody tells. */
const usualWidth = 100;
/** Narrower than that, nothing reads well. */
const smallestWidth = 40;

/** Color only on a terminal, unless NO_COLOR (https://no-color.org) or FORCE_COLOR (https://force-color.org) say something else. */
export function terminal(
  { isTTY, columns }: Pick<WriteStream, 'isTTY' | 'columns'>,
  environment = process.env,
): Terminal {
  const width = isTTY && columns > 0 ? Math.max(columns, smallestWidth) : usualWidth;
  return { color: wantsColor(isTTY, environment), width };
}

function wantsColor(isTTY: boolean, { NO_COLOR: none, FORCE_COLOR: force }: NodeJS.ProcessEnv): boolean {
  if (none !== undefined && none !== '') return false;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return isTTY;
}
