import { suggest } from '../../../core/suggest';
import { isTimeZone, timeZones } from './time-zone-names';

/** What is wrong with the name of a time zone; undefined when the API server knows it. */
export function timeZoneProblem(name: string): string | undefined {
  if (name === '') return 'must not be empty';
  if (name.toLowerCase() === 'local') return 'must be one of the IANA database, not that of the server';
  if (!isTimeZone(name)) return 'must be one of the IANA database (2025c), such as Etc/UTC or Europe/Berlin';
  return undefined;
}

/** The name that was most likely meant. */
export function nearTimeZone(name: string): string | undefined {
  return suggest(name, timeZones);
}
