import fc from 'fast-check';
import { goTime } from '../../../lib/openstack/pool/go-time';

describe('an instant as Go prints it', () => {
  it.each([
    ['2026-03-04T05:06:07Z', '2026-03-04 05:06:07 +0000 UTC'],
    ['2026-03-04T05:06:07.9Z', '2026-03-04 05:06:07 +0000 UTC'],
    ['2026-03-04T05:06:07,9Z', '2026-03-04 05:06:07 +0000 UTC'],
    ['2026-03-04T05:06:07+02:00', '2026-03-04 03:06:07 +0000 UTC'],
    ['2026-01-01T00:30:00+14:60', '2025-12-31 09:30:00 +0000 UTC'],
    ['2024-02-29T5:06:07-00:00', '2024-02-29 05:06:07 +0000 UTC'],
    ['0001-01-01T00:00:00Z', '0001-01-01 00:00:00 +0000 UTC'],
  ])('%s is in UTC', (text, expected) => {
    expect(goTime(text)).toBe(expected);
  });

  it.each([
    '2025-02-29T12:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01 00:00:00Z',
    '2026-01-01t00:00:00z',
    '2026-01-01',
    '2026-6-01T00:00:00Z',
    '2026-01-01T00:00:00+0200',
    '2026-01-01T00:00:00+25:00',
    'Wed Mar 04 2026',
  ])('%s is none, and stays as it is', text => {
    expect(goTime(text)).toBe(text);
  });

  it('is the whole second of every instant, whatever the zone in which it is written', () => {
    const zone = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), zone, (seconds, minutes) => {
        const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const offset = [hours, rest].map(number => String(number).padStart(2, '0')).join(':');
        const utc = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
        expect(goTime(`${local}${minutes < 0 ? '-' : '+'}${offset}`)).toBe(`${utc} +0000 UTC`);
      }),
    );
  });
});
