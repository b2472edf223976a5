import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import { isMap } from '../core/plain-map';
import { mapAt } from './plain';

/** How SOPS encrypts. */
export interface SopsOptions {
  /** Name of the file, by which SOPS finds its rule in .sops.yaml. */
  readonly file: string;
  /** age recipients instead of a rule. @default those of .sops.yaml */
  readonly recipients?: readonly string[];
}

/** The encrypted text, or why there is none. */
export type Encrypted = { readonly text: string } | { readonly problem: string };

/**
 * Encrypts the values of a Secret with the program `sops`. The clear text goes through a pipe and never lies on a disk. What comes back is looked at: a
 * text in which a value can be read is refused.
 */
export function encryptWithSops(clear: string, { file, recipients = [] }: SopsOptions): Encrypted {
  const args = [
    '--encrypt',
    ...['--input-type', 'yaml', '--output-type', 'yaml'],
    ...['--encrypted-regex', '^(data|stringData)$'],
    ...['--filename-override', file],
    ...(recipients.length > 0 ? ['--age', recipients.join(',')] : []),
    '/dev/stdin',
  ];
  const { error, status, stdout, stderr } = spawnSync('sops', args, {
    input: clear,
    encoding: 'utf8',
    env: process.env,
  });
  if (error !== undefined) return { problem: 'the program sops is not there: install it, or use --stdout' };
  if (status !== 0) return { problem: `sops: ${stderr.trim()}` };
  return isEncrypted(stdout)
    ? { text: stdout }
    : { problem: 'sops has given back values in clear text: nothing is written' };
}

function isEncrypted(text: string): boolean {
  const object = load(text);
  const values = [...Object.values(mapAt(object, 'stringData')), ...Object.values(mapAt(object, 'data'))];
  return isMap(object) && isMap(object['sops']) && values.length > 0 && values.every(isCipher);
}

function isCipher(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('ENC[');
}
