import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A repository at one commit. */
export interface LockedSource {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly ref: string;
  readonly commit: string;
  /** SPDX identifier. */
  readonly licence: string;
}

/** Where a schema comes from, and what it was when it was imported. */
export interface LockedSchema extends LockedSource {
  /** Below `imports/`. */
  readonly file: string;
  /** Of the file, as hexadecimal text. */
  readonly sha256: string;
}

/** `imports/lock.json`: written by `vendor.ts` only, so that a schema cannot be edited unseen. */
export interface Lock {
  /** Every repository that was read, those of embedded types included. */
  readonly sources: readonly LockedSource[];
  /** Hashes of the files that no single repository answers for, by path below `imports/`. */
  readonly data: Readonly<Record<string, string>>;
  readonly schemas: readonly LockedSchema[];
}

/** Files of the lock that are no schemas. */
export const dataFiles = ['index.json', 'history.json'] as const;

/** The committed lock. */
export function readLock(root: string): Lock {
  return JSON.parse(readFileSync(join(root, 'imports/lock.json'), 'utf8')) as Lock;
}

/** The first committed input that is not what was imported; undefined when all are. */
export function firstChangedInput(root: string): string | undefined {
  const { data, schemas } = readLock(root);
  const pinned = [...Object.entries(data), ...schemas.map(({ file, sha256 }) => [file, sha256] as const)];
  const changed = pinned.find(([file, sha256]) => sha256Of(readFileSync(join(root, 'imports', file))) !== sha256);
  return changed && `imports/${changed[0]}`;
}

/** SHA-256 as hexadecimal text. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
