import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { derElements, derSequence, derTags, type DerElement } from './der';

const pemBlock = /-----BEGIN ([^\n-]+)-----\s([\s\S]*?)-----END \1-----/;

/** Digests by the signature algorithm, as hexadecimal object identifier; `undefined` where the algorithm has one of its own. */
const digests: ReadonlyMap<string, string | undefined> = new Map([
  ['2a864886f70d010105', 'sha1'],
  ['2a864886f70d01010b', 'sha256'],
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2a8648ce3d0401', 'sha1'],
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
  ['2b6570', undefined],
]);

/** RSASSA-PSS names its digest in parameters; those of Go are these three, with a salt as long as the digest. */
const pss = '2a864886f70d01010a';
const pssDigests = ['sha256', 'sha384', 'sha512'];

/**
 * What is wrong with a PKCS#10 request in PEM that must be signed by its own key; undefined when nothing is.
 * Upstream: `kubernetes:pkg/apis/certificates/helpers.go v1.36` (`ParseCSR`), Go crypto/x509 `CheckSignature`.
 */
export function certificateRequestProblem(pem: string): string | undefined {
  const [, type, body = ''] = pemBlock.exec(pem) ?? [];
  if (type !== 'CERTIFICATE REQUEST') return 'must be PEM, beginning with "-----BEGIN CERTIFICATE REQUEST-----"';
  const request = readRequest(Buffer.from(body, 'base64'));
  if (request === undefined) return 'must be a certificate request, but its content cannot be read as one';
  return isSigned(request) ? undefined : 'must be signed by the key that it holds';
}

interface SignedRequest {
  /** The signed part. */
  readonly signed: Buffer;
  readonly key: KeyObject;
  /** Object identifier, hexadecimal. */
  readonly algorithm: string;
  readonly signature: Buffer;
}

function readRequest(bytes: Buffer): SignedRequest | undefined {
  const [outer, ...more] = derElements(bytes) ?? [];
  const [info, algorithm, signature] = derSequence(outer) ?? [];
  const identifier = derSequence(algorithm)?.[0];
  const key = keyOf(derSequence(info)?.[2]);
  if (more.length > 0 || info === undefined || key === undefined) return undefined;
  if (identifier?.tag !== derTags.objectIdentifier || signature?.tag !== derTags.bitString) return undefined;
  return {
    signed: info.bytes,
    key,
    algorithm: identifier.content.toString('hex'),
    // the first byte counts unused bits, which a signature has not
    signature: signature.content.subarray(1),
  };
}

function keyOf(element: DerElement | undefined): KeyObject | undefined {
  if (element === undefined) return undefined;
  try {
    return createPublicKey({ key: element.bytes, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function isSigned({ signed, key, algorithm, signature }: SignedRequest): boolean {
  const holds = (digest: string | undefined, options: object = {}): boolean => {
    try {
      return verify(digest, signed, { key, ...options }, signature);
    } catch {
      return false;
    }
  };
  if (algorithm !== pss) return digests.has(algorithm) && holds(digests.get(algorithm));
  const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return pssDigests.some(digest => holds(digest, options));
}
