/** A file of an archive. */
export interface ArchiveFile {
  /** Relative, with forward slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

const blockSize = 512;
const longestName = 100;
const longestPrefix = 155;

/**
 * A tar archive that depends on names and contents alone: sorted, without times, owners or directories, every file readable by all
 * (POSIX ustar; longer names get a pax header).
 */
export function tar(files: readonly ArchiveFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const blocks = sorted.flatMap(file => entryOf(file));
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockSize)]);
}

function entryOf({ path, content }: ArchiveFile): Uint8Array[] {
  const name = splitName(path);
  if (name !== undefined) return [header({ ...name, size: content.length, type: '0' }), ...padded(content)];
  const pax = Buffer.from(paxRecord('path', path), 'utf8');
  const short = { name: path.slice(-longestName).replace(/[^\x20-\x7e]/g, '_'), prefix: '' };
  return [
    header({ name: 'pax_header', prefix: '', size: pax.length, type: 'x' }),
    ...padded(pax),
    header({ ...short, size: content.length, type: '0' }),
    ...padded(content),
  ];
}

interface Name {
  readonly name: string;
  readonly prefix: string;
}

/** Splits a path at a slash so that both parts fit; undefined when there is no such slash or a character is not ASCII. */
function splitName(path: string): Name | undefined {
  if (!/^[\x20-\x7e]+$/.test(path)) return undefined;
  if (path.length <= longestName) return { name: path, prefix: '' };
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    if (slash > longestPrefix) return undefined;
    if (path.length - slash - 1 <= longestName) return { name: path.slice(slash + 1), prefix: path.slice(0, slash) };
  }
  return undefined;
}

/** `<length> <key>=<value>\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const size = Buffer.byteLength(rest);
  let length = size + String(size).length;
  if (size + String(length).length !== length) length = size + String(length).length;
  return `${length}${rest}`;
}

function header({ name, prefix, size, type }: Name & { readonly size: number; readonly type: string }): Uint8Array {
  const block = Buffer.alloc(blockSize);
  block.write(name, 0, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write('00000000000\0', 136, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write('0000000\0', 329, 'latin1');
  block.write('0000000\0', 337, 'latin1');
  block.write(prefix, 345, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function padded(content: Uint8Array): Uint8Array[] {
  const rest = content.length % blockSize;
  return rest === 0 ? [content] : [content, Buffer.alloc(blockSize - rest)];
}
