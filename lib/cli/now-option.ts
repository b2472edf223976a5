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
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? [];
  if (day === undefined || Number.isNaN(date.getTime()) || !isDay(day))
    throw new UsageError(`"${text}" is no date such as 2026-11-25`);
  return date;
}

/** There is no 31st of February. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
