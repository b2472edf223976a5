import * as fc from 'fast-check';
import { Duration } from '../../lib/core/duration';
import data from './data/duration.json';

describe('Duration', () => {
  test.each([
    ['90s', '1m30s'],
    ['60m', '1h0m0s'],
    ['1.5h', '1h30m0s'],
    ['100h', '100h0m0s'],
    ['1500us', '1.5ms'],
    ['1µs', '1µs'],
    ['-0.5s', '-500ms'],
    ['0', '0s'],
    ['1h1ns', '1h0m0.000000001s'],
    ['-9223372036854775808ns', '-2562047h47m16.854775808s'],
  ])('prints %s as %s', (given, printed) => {
    expect(Duration.of(given).toString()).toBe(printed);
  });

  test.each([
    ['', 'must be a number with a unit, such as 30s or 1h30m'],
    ['5', 'every number needs a unit, known are ns us ms s m h'],
    ['1d', 'unknown unit "d", known are ns us ms s m h'],
    ['s', 'every unit needs a number before it'],
    ['1 h', 'unknown unit " h", known are ns us ms s m h'],
    ['9223372036854775808ns', 'must fit into 64 bits of nanoseconds, about 292 years'],
  ])('refuses %p: %s', (given, reason) => {
    expect(Duration.parse(given)).toBeUndefined();
    expect(Duration.problem(given)).toBe(reason);
    expect(() => Duration.of(given)).toThrow(reason);
  });

  test('agrees with Go on every sampled text', () => {
    const ours = data.texts.map(({ in: text }) => {
      const duration = Duration.parse(text);
      if (duration === undefined) return { in: text, error: true };
      return { in: text, nanoseconds: String(duration.nanoseconds), out: duration.toString() };
    });
    expect(ours).toEqual(data.texts);
  });

  const durations = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(Duration.fromNanoseconds);

  test('its text stands for the same duration', () => {
    fc.assert(
      fc.property(durations, duration => {
        expect(Duration.parse(duration.toString())).toEqual(duration);
      }),
    );
  });

  test('adds, compares and converts', () => {
    expect(Duration.of('1h').add(Duration.of('-90m')).toString()).toBe('-30m0s');
    expect(Duration.of('61m').compare(Duration.of('1h'))).toBe(1);
    expect(Duration.of('1m1.5s').toSeconds()).toBe(61.5);
    expect(Duration.fromSeconds(0.25).toMilliseconds()).toBe(250);
    expect(() => Duration.of('2562047h').add(Duration.of('1h'))).toThrow(RangeError);
  });
});
