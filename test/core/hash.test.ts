import { chainedSha256Hex, dataChecksum, jsonChecksum, sha256Hex, shortSha256 } from '../../lib/core/hash';

describe('content hashes', () => {
  test('are the standard ones', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex(new Uint8Array())).toBe(sha256Hex(''));
    expect(shortSha256('soil', 5)).toHaveLength(5);
  });

  // gardener:pkg/utils/checksums_test.go
  test('of Secrets and JSON are those of Gardener', () => {
    expect(dataChecksum({ foo: 'bar' })).toBe('bd142ccf5968384068077c58de4d3ad833204a151d3e9f1182703f07b69125b8');
    expect(jsonChecksum('foo')).toBe('b2213295d564916f89a6a42455567c87c3f480fcd7a1c15e220f17d7169a790b');
  });

  test('of data follow the order of keys and ignore the keys themselves', () => {
    expect(dataChecksum({ b: '2', a: '1' })).toBe(dataChecksum({ x: '1', y: '2' }));
    expect(dataChecksum({ a: '2', b: '1' })).not.toBe(dataChecksum({ a: '1', b: '2' }));
    expect(dataChecksum({})).toBe(sha256Hex(''));
  });

  test('in a chain tell where entries end', () => {
    expect(chainedSha256Hex(['ab', 'c'])).not.toBe(chainedSha256Hex(['a', 'bc']));
    expect(chainedSha256Hex([])).toBe(sha256Hex(''));
  });
});
