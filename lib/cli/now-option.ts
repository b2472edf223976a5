import { textOption, UsageError, type Arguments } from './command';

/**
 * The instant that decides about expired versions: the option `--now`, else today.
 *
 * @throws UsageError for a text that is no date
 */
export function nowOption(args: Arguments): Date {
  const text = textOption(args, 'now');
  if (text === undefined) return new Date();
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime()))
    throw new UsageError(`"${text}" is no date such as 2026-11-25`);
  return date;
}
