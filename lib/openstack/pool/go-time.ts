/** RFC 3339 as Go's parser takes it: it also allows an hour of one digit, a comma before the fraction, and offsets of up to 24:60. */
const instant = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * An RFC 3339 instant as Go prints a `time.Time` in UTC: `2026-03-04 05:06:07 +0000 UTC`. Fractions of a second are dropped, as Kubernetes
 * does when it stores a time. gardenlet hashes the text in its own time zone, which is UTC in every container.
 *
 * @returns the text as it is when it is no instant
 */
export function goTime(text: string): string {
  const milliseconds = parseInstant(text);
  if (milliseconds === undefined) return text;
  const date = new Date(milliseconds);
  const pad = (number: number, length = 2): string => String(number).padStart(length, '0');
  const day = [pad(date.getUTCFullYear(), 4), pad(date.getUTCMonth() + 1), pad(date.getUTCDate())].join('-');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(number => pad(number)).join(':');
  return `${day} ${time} +0000 UTC`;
}

/** Milliseconds since 1970 of a whole second; undefined when the text is no instant. */
function parseInstant(text: string): number | undefined {
  const match = instant.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [offsetHours, offsetMinutes] = [Number(match[8] ?? 0), Number(match[9] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 24 || offsetMinutes > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // a day that the month does not have would be counted on into the next one
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const offset = (match[7] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  return date.setUTCHours(hour, minute - offset, second);
}
