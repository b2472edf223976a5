import { createPrivateKey, createPublicKey } from 'node:crypto';
import { deployKey, hostIsKnown, openSshLine, type KeyAlgorithm } from '../../lib/flux/deploy-key';

describe('a deploy key', () => {
  it.each(['ecdsa', 'ed25519', 'rsa'] as const)(
    'of kind %s has two halves that belong together',
    (algorithm: KeyAlgorithm) => {
      const { identity, publicKey } = deployKey(algorithm, 'flux');
      expect(identity).toMatch(/^-----BEGIN PRIVATE KEY-----/);
      expect(openSshLine(createPublicKey(createPrivateKey(identity)), 'flux')).toBe(publicKey);
      expect(publicKey.split(' ')[0]).toBe(
        { ecdsa: 'ecdsa-sha2-nistp384', ed25519: 'ssh-ed25519', rsa: 'ssh-rsa' }[algorithm],
      );
    },
  );

  it('is written as OpenSSH writes it', () => {
    // the public half of RFC 8032, test 1: type, then 32 bytes, each with its length
    const key = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
    });
    expect(openSshLine(key)).toBe('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea');
  });
});

describe('known_hosts', () => {
  const hosts =
    '# comment\ngit.example.org,203.0.113.7 ssh-ed25519 AAAA\n[git.example.net]:2222 ssh-rsa AAAA\n*.example.com ssh-rsa AAAA\n';

  it.each([
    ['ssh://git@git.example.org/org/repo', true],
    ['ssh://git@git.example.net:2222/org/repo', true],
    ['ssh://git@git.example.net/org/repo', false],
    ['ssh://git@GIT.example.com/org/repo', true],
    ['https://git.example.org/org/repo', false],
  ])('for %s: %s', (url, known) => {
    expect(hostIsKnown(hosts, url)).toBe(known);
  });

  it('leaves it open where names are hashed', () => {
    expect(hostIsKnown('|1|x|y ssh-rsa AAAA', 'ssh://git@a/b')).toBeUndefined();
  });
});
