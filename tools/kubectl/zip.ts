import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const stored = 0;
const deflated = 8;
const endSize = 22;
const longestComment = 0xffff;

/** The content of one file of a zip archive (without encryption, smaller than 4 GiB). Throws when it is not there. */
export function readZipEntry(archive: Buffer, name: string): Buffer {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (archive.readUInt32LE(at) !== directoryEntry) throw new Error('the directory of the zip archive is damaged');
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) return content(archive, at);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new Error(`the zip archive has no ${name}`);
}

/** The record at the end, before which a comment may stand. */
function findEnd(archive: Buffer): number {
  const first = Math.max(0, archive.length - endSize - longestComment);
  for (let at = archive.length - endSize; at >= first; at--) if (archive.readUInt32LE(at) === endOfDirectory) return at;
  throw new Error('not a zip archive');
}

function content(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const size = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  // name and extra field of the local header may have other lengths than those of the directory
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const data = archive.subarray(start, start + size);
  if (method === stored) return data;
  if (method === deflated) return inflateRawSync(data);
  throw new Error(`zip compression ${method} is not supported`);
}
