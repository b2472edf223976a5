import { hash } from 'node:crypto';
import { goJson, type GoJsonOptions } from './go-json';
import { memoize } from './memo';

/** Text is hashed as UTF-8. */
export type HashInput = string | Uint8Array;

/** SHA-256 as 64 lower-case hexadecimal digits (gardener:pkg/utils/encoding.go ComputeSHA256Hex v1.150). */
export function sha256Hex(input: HashInput): string {
  return hash('sha256', input, 'hex');
}

/** The first digits of the SHA-256: what Gardener appends to names, 5, 6, 8 or 16 of them. */
export function shortSha256(input: HashInput, digits: number): string {
  return sha256Hex(input).slice(0, digits);
}

/**
 * SHA-256 over the hexadecimal SHA-256 of each entry, so that `ab, c` and `a, bc` differ. Keys of worker pools and checksums of
 * Secrets are made this way (gardener:pkg/utils/checksums.go, gardener:extensions/pkg/controller/worker/machines.go v1.150).
 */
export function chainedSha256Hex(entries: Iterable<HashInput>): string {
  return sha256Hex(Array.from(entries, entryHash).join(''));
}

/** Versions, machine types and reservations enter the keys of thousands of pools. */
const shortTextHash = memoize(sha256Hex);
const longestShortText = 64;

function entryHash(entry: HashInput): string {
  return typeof entry === 'string' && entry.length <= longestShortText ? shortTextHash(entry) : sha256Hex(entry);
}

/**
 * Checksum of the data of a Secret or ConfigMap: values in order of their keys; the keys themselves do not count. Values of a
 * Secret are the decoded bytes (gardener:pkg/utils/checksums.go ComputeSecretChecksum, ComputeConfigMapChecksum v1.150).
 */
export function dataChecksum(data: Readonly<Record<string, HashInput>>): string {
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return chainedSha256Hex(entries.map(([, value]) => value));
}

/** SHA-256 of the JSON text that Go writes for the value (gardener:pkg/utils/checksums.go ComputeChecksum v1.150). */
export function jsonChecksum(value: unknown, options?: GoJsonOptions): string {
  return sha256Hex(goJson(value, options));
}
