import { memoize } from '../../../core/memo';

const day = 24 * 3600;
const form = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)(?:[.,]\d+)?([+-])(\d\d)(\d\d)$/;

/**
 * Seconds of the day in UTC of a time such as `220000+0100`; undefined when it has another form
 * (gardener:pkg/apis/utils/timewindow/timewindow.go v1.150, layout `150405-0700`).
 */
export const parseMaintenanceTime: (text: string) => number | undefined = memoize(secondsOfDay);

function secondsOfDay(text: string): number | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [hour, minute, second, zoneHour, zoneMinute] = [1, 2, 3, 5, 6].map(group => Number(match[group]));
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  // offsets of 24 hours and of 60 minutes are accepted by Go
  if (zoneHour === undefined || zoneMinute === undefined || zoneHour > 24 || zoneMinute > 60) return undefined;
  const offset = (zoneHour * 3600 + zoneMinute * 60) * (match[4] === '-' ? -1 : 1);
  const seconds = hour * 3600 + minute * 60 + second - offset;
  return ((seconds % day) + day) % day;
}

/** Seconds of a window that may cross midnight; the same time at both ends means a whole day. Undefined when one end has another form. */
export function windowLength(begin: string, end: string): number | undefined {
  const [from, to] = [parseMaintenanceTime(begin), parseMaintenanceTime(end)];
  if (from === undefined || to === undefined) return undefined;
  return to <= from ? to + day - from : to - from;
}
