import { Duration } from '../../core/duration';
import { memoize } from '../../core/memo';

/** Seconds of a duration as Go writes it, for example `1h30m`; undefined when it is none. */
export const secondsOf: (text: string) => number | undefined = memoize(text => Duration.parse(text)?.toSeconds());

const second = 1;
const minute = 60 * second;
const hour = 60 * minute;
/** Some lengths of time, in seconds. */
export const durations = { second, minute, hour, day: 24 * hour } as const;

/** 0 or longer; what is no duration is refused while decoding. */
export const isNonNegativeDuration = (text: string): boolean => !text.startsWith('-') || !((secondsOf(text) ?? 0) < 0);

/** Longer than 0. */
export const isPositiveDuration = (text: string): boolean => !((secondsOf(text) ?? 1) <= 0);

/** Not shorter than some seconds. */
export const isDurationFrom = (minimum: number) => (text: string) => !((secondsOf(text) ?? minimum) < minimum);

/** Between two numbers of seconds, both included. */
export const isDurationWithin = (minimum: number, maximum: number) => (text: string) => {
  const seconds = secondsOf(text) ?? minimum;
  return seconds >= minimum && seconds <= maximum;
};
