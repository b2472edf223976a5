import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDelivered, ociLayout, type OciLayout, type OciOptions } from './layout';
import type { ArchiveFile } from './tar';

/** Packs a folder of rendered files; names begin at the working folder, links are not followed. */
export function packFolder(folder: string, options: OciOptions = {}): OciLayout {
  const root = path.relative(process.cwd(), folder).split(path.sep).join('/');
  return ociLayout(filesBelow(folder, root.startsWith('..') || path.isAbsolute(root) ? '' : root), options);
}

function filesBelow(folder: string, name: string): readonly ArchiveFile[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const inside = name === '' ? entry.name : `${name}/${entry.name}`;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return isDelivered(`${inside}/`) ? filesBelow(file, inside) : [];
    return entry.isFile() && isDelivered(inside) ? [{ path: inside, content: fs.readFileSync(file) }] : [];
  });
}

const marker = 'oci-layout';

/** Writes a layout into a folder, instead of one that lies there; says why not, where something else does. */
export function writeLayout({ files }: OciLayout, folder: string): string | undefined {
  const present = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  if (present.length > 0 && !present.includes(marker)) return `${folder} holds other files: name a new folder`;
  for (const name of ['blobs', 'index.json', marker])
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return undefined;
}
