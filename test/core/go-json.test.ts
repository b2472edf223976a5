import { goJson } from '../../lib/core/go-json';
import data from './data/go-json.json';

describe('goJson', () => {
  test('escapes for HTML, sorts by bytes and leaves out what is undefined', () => {
    expect(goJson({ b: '<a & b>', a: [1, undefined, null], '\uffee': 0, '😀': 0, c: undefined })).toBe(
      String.raw`{"a":[1,null,null],"b":"\u003ca \u0026 b\u003e","${'\uffee'}":0,"😀":0}`,
    );
  });

  test('keeps the order of struct fields when told so', () => {
    expect(goJson({ b: 1, a: { d: 2, c: 3 } }, { keys: 'given' })).toBe('{"b":1,"a":{"d":2,"c":3}}');
  });

  test('writes bytes as base64, broken text as the replacement character, minus zero with its sign', () => {
    expect(goJson([new Uint8Array([1, 2]), '\ud800', -0, 10n])).toBe('["AQI=","\ufffd",-0,10]');
  });

  test('refuses what JSON does not have', () => {
    expect(() => goJson({ a: NaN })).toThrow(TypeError);
    expect(() => goJson({ a: () => 1 })).toThrow(TypeError);
  });

  test('writes every sampled value byte for byte as Go does', () => {
    expect(data.texts.map(text => goJson(JSON.parse(text)))).toEqual(data.texts);
  });
});
