import { memoize } from '../../../core/memo';

/**
 * Whether Go finds a time zone of that name: `UTC`, `Local`, or a name of the IANA database in its exact spelling. Names are judged
 * by the database of the running Node.js, and remembered, because looking one up is slow.
 */
export function isTimeZone(name: string): boolean {
  if (name === '' || name === 'UTC' || name === 'Local') return true;
  return isInDatabase(name);
}

const segment = /^[A-Z][A-Za-z0-9_+-]*$/;

const isInDatabase = memoize((name: string): boolean => {
  if (!name.split('/').every(part => segment.test(part))) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Intl ignores upper and lower case, file names do not; an old name resolves to another one
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
});
