import { compareClassifications, currentClassification, isActive } from '../../../lib/gardener/cloud-profile/lifecycle';

const now = new Date('2026-11-25T00:00:00Z');
const past = '2026-01-01T00:00:00Z';
const future = '2027-01-01T00:00:00Z';

describe('the class of a version', () => {
  test('is supported when nothing is said', () => {
    expect(currentClassification({ version: '1.34.2' }, now)).toBe('supported');
    expect(currentClassification({ version: '1.34.2' }, undefined)).toBe('supported');
  });

  test('is that of the older field until the date is past', () => {
    expect(currentClassification({ classification: 'preview', expirationDate: future }, now)).toBe('preview');
    expect(currentClassification({ classification: 'preview', expirationDate: past }, now)).toBe('expired');
    expect(currentClassification({ expirationDate: future }, now)).toBe('supported');
  });

  test('is that of the last stage in the list that has begun', () => {
    const lifecycle = [
      { classification: 'preview' as const, startTime: past },
      { classification: 'supported' as const, startTime: future },
    ];
    expect(currentClassification({ lifecycle }, now)).toBe('preview');
    expect(currentClassification({ lifecycle: lifecycle.slice(1) }, now)).toBe('unavailable');
    // the list is not sorted by time: a later entry that has begun wins over an earlier one
    expect(currentClassification({ lifecycle: [...lifecycle].reverse() }, now)).toBe('preview');
  });

  test('is empty in a stage that tells none, which makes the version usable', () => {
    expect(currentClassification({ lifecycle: [{}] }, now)).toBe('');
    expect(isActive({ lifecycle: [{}] }, now)).toBe(true);
  });

  test('is unknown without a clock only where a date decides', () => {
    expect(currentClassification({ expirationDate: future }, undefined)).toBeUndefined();
    expect(currentClassification({ classification: 'deprecated' }, undefined)).toBe('deprecated');
  });

  test('makes a version usable between unavailable and expired', () => {
    expect(isActive({ classification: 'deprecated' }, now)).toBe(true);
    expect(isActive({ expirationDate: past }, now)).toBe(false);
    expect(isActive({ lifecycle: [{ classification: 'preview', startTime: future }] }, now)).toBe(false);
    expect(isActive({ expirationDate: past }, undefined)).toBeUndefined();
  });

  test('comes in a fixed order, unknown classes first', () => {
    const sorted = ['expired', 'preview', 'deprecated', 'supported', 'other'].sort(compareClassifications);
    expect(sorted).toEqual(['other', 'preview', 'supported', 'deprecated', 'expired']);
  });
});
