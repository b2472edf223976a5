import type { Severity } from '../../../core/finding';

/** What a part of the text is. */
export type Style = Severity | 'title' | 'quiet';

/** Gives a part of the text its color. */
export type Paint = (style: Style, text: string) => string;

const codes: Readonly<Record<Style, number>> = {
  critical: 35,
  error: 31,
  warning: 33,
  notice: 36,
  info: 2,
  title: 1,
  quiet: 2,
};

/** Escape sequences of a terminal. */
export const colored: Paint = (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;

/** No escape sequences. */
export const plain: Paint = (_, text) => text;
