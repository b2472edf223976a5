import { crc32 } from 'node:zlib';

/** Most bytes of a stored block. */
const longestBlock = 0xffff;

/**
 * A gzip file of stored blocks. Compressors give different bytes on different processors and releases of Node; the digest of an artifact
 * must not depend on the machine that made it, so nothing is compressed. Source: RFC 1952, RFC 1951
 */
export function gzipStored(content: Uint8Array): Uint8Array {
  // no name, no time, unknown operating system
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.length % 2 ** 32, 4);
  return Buffer.concat([head, ...storedBlocks(content), tail]);
}

function storedBlocks(content: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let start = 0; start === 0 || start < content.length; start += longestBlock) {
    const part = content.subarray(start, start + longestBlock);
    const head = Buffer.alloc(5);
    head.writeUInt8(start + longestBlock >= content.length ? 1 : 0, 0);
    head.writeUInt16LE(part.length, 1);
    head.writeUInt16LE(part.length ^ longestBlock, 3);
    blocks.push(head, part);
  }
  return blocks;
}
