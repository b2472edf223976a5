import fc from 'fast-check';
import { contentKey, isShared, memoizeShared, share } from '../../lib/core/shared';

describe('shared values', () => {
  test('can no longer change, nor can their parts', () => {
    const value = share({ list: [{ a: 1 }], text: 'x', nothing: null });
    expect(() => Object.assign(value, { text: 'y' })).toThrow(TypeError);
    expect(() => value.list.push({ a: 2 })).toThrow(TypeError);
    expect(() => Object.assign(value.list[0] ?? {}, { a: 2 })).toThrow(TypeError);
    expect([value, value.list, value.list[0]].map(part => isShared(part as object))).toEqual([true, true, true]);
    expect(isShared({})).toBe(false);
  });

  test('are asked about once, and the answer is shared as well', () => {
    const asked: string[] = [];
    const greet = memoizeShared(({ name }: { readonly name: string }) => {
      asked.push(name);
      return { text: `hello ${name}` };
    });
    const [shared, own] = [share({ name: 'shared' }), { name: 'own' }];
    expect([shared, shared, own, own].map(greet)).toEqual([
      { text: 'hello shared' },
      { text: 'hello shared' },
      { text: 'hello own' },
      { text: 'hello own' },
    ]);
    expect(asked).toEqual(['shared', 'own', 'own']);
    expect(isShared(greet(shared))).toBe(true);
  });
});

describe('content keys', () => {
  test('are equal for equal values and different for others', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(contentKey(a) === contentKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(contentKey(structuredClone(a))).toBe(contentKey(a));
      }),
    );
  });

  test('hold a number for each shared part', () => {
    const [part, other] = [share({ a: 1 }), share({ a: 2 })];
    expect(contentKey({ x: part })).toBe(contentKey({ x: part }));
    expect(contentKey({ x: part })).not.toBe(contentKey({ x: other }));
    expect(contentKey({ x: part })).toMatch(/^\{"x":#\d+,\}$/);
    expect(contentKey({ x: '#1' })).toBe('{"x":"#1",}');
  });
});
