import { FieldPath } from '../../../lib/core/field-path';
import { validateImmutable } from '../../../lib/kubernetes/meta/immutable';
import { Report } from '../../../lib/rules/report';
import { ruleTable } from '../../../lib/rules/rule';

const rule = ruleTable('test', { 'TEST-FIXED': 'the field never changes' })['TEST-FIXED'];
const path = FieldPath.of('spec', 'field');

function messages(old: unknown, next: unknown, isPointer = false): readonly string[] {
  const report = new Report();
  validateImmutable(rule, { old, next, path, isPointer }, report);
  return report.findings.map(({ type, message }) => `${type}: ${message}`);
}

describe('a field that never changes', () => {
  test.each([
    ['', undefined],
    [{}, undefined],
    [{ a: '1', b: [] }, { a: '1' }],
  ])('may be written in another way: %j, %j', (old, next) => {
    expect(messages(old, next)).toEqual([]);
  });

  test.each([
    ['', undefined],
    [undefined, {}],
  ])('is another one when Go tells it from none: %j, %j', (old, next) => {
    expect(messages(old, next, true)).toHaveLength(1);
    expect(messages(old, old, true)).toEqual([]);
  });

  test('is shown as it was, unless it is long', () => {
    expect(messages('a', 'b')).toEqual(['invalid: the field never changes, it was "a"']);
    expect(messages(undefined, 'b')).toEqual(['invalid: the field never changes, it was not set']);
    expect(messages('a'.repeat(60), 'b')).toEqual(['invalid: the field never changes, it was different']);
  });
});
