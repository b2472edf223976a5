import type { ArchiveFile } from './tar';

const blockSize = 512;
/** Type flags of regular files: the old one, and that of POSIX. */
const regular: ReadonlySet<string> = new Set(['0', '\0']);
/** Type flags of entries that say something about the next one or about all: names longer than the header holds. */
const extended: Readonly<Record<string, (text: string) => string | undefined>> = {
  x: paxPath,
  L: text => text.replace(/\0.*$/s, ''),
};

/**
 * The regular files of a tar archive (POSIX ustar and pax, GNU long names), in its order.
 *
 * @throws Error when the bytes are no such archive
 */
export function readTar(archive: Uint8Array, name: string): readonly ArchiveFile[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const files: ArchiveFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + blockSize <= bytes.length && bytes[at] !== 0;) {
    const header = readHeader(bytes.subarray(at, at + blockSize), name);
    const content = bytes.subarray(at + blockSize, at + blockSize + header.size);
    if (content.length < header.size) throw new Error(`${name}: the archive is cut off`);
    const extension = extended[header.type];
    if (extension !== undefined) longName = extension(content.toString('utf8')) ?? longName;
    else {
      if (regular.has(header.type)) files.push({ path: clean(longName ?? header.path), content });
      longName = undefined;
    }
    at += blockSize * (1 + Math.ceil(header.size / blockSize));
  }
  return files;
}

interface Header {
  readonly path: string;
  readonly size: number;
  readonly type: string;
}

function readHeader(block: Buffer, name: string): Header {
  const field = (start: number, length: number): string =>
    block.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  const octal = (start: number, length: number): number => Number.parseInt(field(start, length).trim() || '0', 8);
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  if (octal(148, 8) !== sum) throw new Error(`${name}: this is no tar archive`);
  const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
  const short = field(0, 100);
  return {
    path: prefix === '' ? short : `${prefix}/${short}`,
    size: octal(124, 12),
    type: block.toString('latin1', 156, 157),
  };
}

/** Records are `<length> <key>=<value>\n`. Source: POSIX.1-2017, pax, extended header */
function paxPath(text: string): string | undefined {
  return /^\d+ path=(.*)$/m.exec(text)?.[1];
}

function clean(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}
