import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Kinds of keys that Flux and Git servers take; the first one is what the Flux CLI makes. */
export type KeyAlgorithm = 'ecdsa' | 'ed25519' | 'rsa';

/** A key for a repository. */
export interface DeployKey {
  /** PKCS#8 in PEM: key `identity` of the Secret. It is a secret. */
  readonly identity: string;
  /** Line for the Git server: key `identity.pub` of the Secret. */
  readonly publicKey: string;
}

/** Makes a key. A command calls this, never synth: a key in dist/ is no secret any more, and no output is the same twice. */
export function deployKey(algorithm: KeyAlgorithm = 'ecdsa', comment = ''): DeployKey {
  const { privateKey, publicKey } = keyPair(algorithm);
  const identity = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { identity, publicKey: openSshLine(publicKey, comment) };
}

function keyPair(algorithm: KeyAlgorithm): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  switch (algorithm) {
    case 'ecdsa':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' });
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 4096 });
  }
}

/** The public half as OpenSSH writes it. Source: RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4 */
export function openSshLine(key: KeyObject, comment = ''): string {
  const { kty, crv, x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' });
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
  if (kty === 'OKP' && crv === 'Ed25519') return line('ssh-ed25519', [bytes(x)], comment);
  if (kty === 'RSA') return line('ssh-rsa', [positive(bytes(e)), positive(bytes(n))], comment);
  const curve = crv === 'P-384' ? 'nistp384' : crv === 'P-521' ? 'nistp521' : 'nistp256';
  const point = Buffer.concat([Buffer.from([4]), bytes(x), bytes(y)]);
  return line(`ecdsa-sha2-${curve}`, [Buffer.from(curve), point], comment);
}

function line(type: string, parts: readonly Uint8Array[], comment: string): string {
  const blob = Buffer.concat([Buffer.from(type), ...parts].flatMap(part => [lengthOf(part), part]));
  return `${type} ${blob.toString('base64')}${comment === '' ? '' : ` ${comment}`}`;
}

function lengthOf(part: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}

/** An integer whose first bit is set gets a zero byte in front, because it is signed. */
function positive(number: Uint8Array): Uint8Array {
  return (number[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), number]) : number;
}

/** Whether known_hosts has an entry for the host of a URL; undefined when hashed names leave it open. Source: sshd(8), SSH_KNOWN_HOSTS */
export function hostIsKnown(knownHosts: string, url: string): boolean | undefined {
  const match = /^ssh:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(url);
  const host = match?.[1]?.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === undefined) return false;
  const port = match?.[2] ?? '22';
  const wanted = port === '22' ? [host, `[${host}]:22`] : [`[${host}]:${port}`];
  const names = knownHosts
    .split('\n')
    .filter(entry => entry.trim() !== '' && !entry.startsWith('#') && !entry.startsWith('@revoked'))
    .map(entry => entry.replace(/^@cert-authority\s+/, '').split(/\s+/)[0] ?? '');
  if (names.flatMap(entry => entry.toLowerCase().split(',')).some(name => wanted.some(host => matches(name, host))))
    return true;
  return names.some(name => name.startsWith('|1|')) ? undefined : false;
}

function matches(pattern: string, host: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(host);
}
