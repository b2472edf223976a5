import { findUnwritable } from '../../lib/yaml/unwritable';
import { renderDocument } from '../../lib/yaml/writer';

/** What is wrong with a value, as `path effect reason`. */
const found = (value: unknown): string[] =>
  findUnwritable(value).map(({ path, effect, reason }) => `${path.toString()} ${effect}: ${reason}`);

describe('findUnwritable', () => {
  test('says nothing of a plain object', () => {
    expect(found({ a: [1, 'x', true, null, undefined, 12n], b: { c: {} }, d: null, e: undefined })).toEqual([]);
  });

  test('finds values that YAML has no text for', () => {
    class Thing {}
    const value = {
      number: [NaN, Infinity, -Infinity],
      code: () => 1,
      symbol: Symbol('x'),
      date: new Date(0),
      thing: new Thing(),
      map: new Map(),
      big: [2n ** 63n, -(2n ** 63n), 2n ** 63n - 1n],
    };
    expect(found(value)).toEqual([
      'number[0] lost: NaN is no number that YAML and JSON share',
      'number[1] lost: Infinity is no number that YAML and JSON share',
      'number[2] lost: -Infinity is no number that YAML and JSON share',
      'code lost: a function has no YAML form',
      'symbol lost: a symbol has no YAML form',
      'date lost: an object of class Date has no YAML form',
      'thing lost: an object of class Thing has no YAML form',
      'map lost: an object of class Map has no YAML form',
      'big[0] lost: 9223372036854775808 does not fit into 64 bits with a sign',
    ]);
    expect(found(undefined)).toEqual([' lost: there is no value']);
  });

  test('finds half characters and texts that kustomize cannot carry, in values and keys', () => {
    expect(
      found({ a: 'x\ud83d', 'b\udc00': 1, c: '\u0085', '<<': { d: '😀' }, 'e\u007f': 'f', g: ['\uffff\ufffe'] }),
    ).toEqual([
      'a lost: the text holds half of a surrogate pair',
      'b\udc00 lost: the key holds half of a surrogate pair',
      'c changed: the text holds U+0085, which kustomize makes unreadable',
      '<< changed: the key "<<" is taken for a merge by kustomize',
      'e\u007f changed: the key holds U+007F, which kustomize makes unreadable',
      'g[0] changed: the text holds U+FFFF, which kustomize makes unreadable',
    ]);
  });

  test('finds values that contain themselves and that are nested too deep, and not values that are used twice', () => {
    const round: Record<string, unknown> = { a: 1 };
    round['self'] = [round];
    expect(found(round)).toEqual(['self[0] lost: the value contains itself']);
    let deep: unknown = 1;
    for (let level = 0; level < 101; level++) deep = [deep];
    expect(findUnwritable(deep).map(({ reason }) => reason)).toEqual(['nested deeper than 100 levels']);
    expect(findUnwritable((deep as unknown[])[0])).toEqual([]);
    const shared = { a: 1 };
    expect(found([shared, shared, { shared }])).toEqual([]);
  });

  test('asks for the value behind an object of a class', () => {
    class Lazy {
      readonly value: unknown;
      constructor(value: unknown) {
        this.value = value;
      }
    }
    const object = { a: new Lazy(new Lazy(NaN)), b: new Lazy(undefined), c: [new Lazy({ d: new Lazy('\u0085') })] };
    const problems = findUnwritable(object, value => (value as Lazy).value);
    expect(problems.map(({ path }) => path.toString())).toEqual(['a', 'c[0].d']);
    const endless = new Lazy(1);
    expect(findUnwritable({ endless }, () => endless).map(({ path }) => path.toString())).toEqual(['endless']);
  });
});

test('a document has no text when a part of it has none, and its text otherwise', () => {
  const round: Record<string, unknown> = {};
  round['self'] = round;
  round['twin'] = round;
  expect(renderDocument(round).text).toBeUndefined();
  expect(renderDocument(round).problems.map(({ path }) => path.toString())).toEqual(['self', 'twin']);
  expect(renderDocument({ a: ['\u0085'] })).toMatchObject({
    text: 'a:\n  - "\\u0085"\n',
    problems: [{ effect: 'changed' }],
  });
  expect(renderDocument({ a: 'é' })).toEqual({
    text: 'a: "é"\n',
    asIs: true,
    problems: [],
  });
});
