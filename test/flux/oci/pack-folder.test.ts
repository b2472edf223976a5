import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packFolder, writeLayout } from '../../../lib/flux/oci/pack-folder';
import { readTar } from '../../../lib/flux/oci/tar-reader';

/** Names in the layer of a layout. */
function packed({ files }: ReturnType<typeof packFolder>): readonly string[] {
  const blobs = [...files].filter(([name]) => name.startsWith('blobs/'));
  const [, layer] = blobs.find(([, content]) => content[0] === 0x1f) ?? [];
  if (layer === undefined) throw new Error('there is no layer');
  return readTar(gunzipSync(layer), 'layer').map(({ path: name }) => name);
}

describe('dist/ as an artifact', () => {
  it('holds every file that Flux applies under the name that its path has, and no prediction or report', () => {
    const names = packed(packFolder('dist/meadow'));
    expect(names).toContain('dist/meadow/runtime/flux-system/gotk-sync.yaml');
    expect(names).toContain('dist/meadow/virtual-garden/profiles/kustomization.yaml');
    expect(names.filter(name => /preview|reports|synth/.test(name))).toEqual([]);
    expect(packFolder('dist/meadow').digest).toBe(packFolder('./dist/meadow/').digest);
  });

  it('does not change with what no cluster applies', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-pack-'));
    const dist = path.join(folder, 'l');
    fs.mkdirSync(path.join(dist, 'runtime'), { recursive: true });
    fs.writeFileSync(path.join(dist, 'runtime/a.yaml'), 'kind: A\n');
    const { digest } = packFolder(dist);
    fs.mkdirSync(path.join(dist, 'reports'));
    fs.writeFileSync(path.join(dist, 'reports/landscape.md'), 'x');
    fs.writeFileSync(path.join(dist, '.synth.json'), '{}');
    expect(packFolder(dist).digest).toBe(digest);
    fs.writeFileSync(path.join(dist, 'runtime/a.yaml'), 'kind: B\n');
    expect(packFolder(dist).digest).not.toBe(digest);
    fs.rmSync(folder, { recursive: true });
  });

  it('is written into a new folder, over an older one, and over nothing else', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-layout-'));
    const layout = packFolder('dist/meadow/virtual-garden/profiles');
    const output = path.join(folder, 'artifact');
    expect(writeLayout(layout, output)).toBeUndefined();
    expect(writeLayout(layout, output)).toBeUndefined();
    expect(fs.readdirSync(output).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
    expect(fs.readdirSync(path.join(output, 'blobs/sha256'))).toHaveLength(3);
    expect(writeLayout(layout, folder)).toContain('holds other files');
    fs.rmSync(folder, { recursive: true });
  });
});
