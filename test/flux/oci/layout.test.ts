import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { gzipStored } from '../../../lib/flux/oci/gzip';
import { ociLayout } from '../../../lib/flux/oci/layout';
import { tar, type ArchiveFile } from '../../../lib/flux/oci/tar';

const file = (path: string, content: string): ArchiveFile => ({ path, content: Buffer.from(content) });
const deep = `${'folder/'.repeat(20)}${'n'.repeat(90)}.yaml`;
const longer = `${'x'.repeat(120)}.yaml`;
const files = [
  file('meadow/runtime/garden/meadow.yaml', 'kind: Garden\n'),
  file('meadow/reports/landscape.md', '# meadow\n'),
  file('meadow/preview/seeds/soil/x.yaml', 'a: b\n'),
  file('meadow/.synth.json', '{}'),
  file('a.yaml', ''),
];

describe('an OCI layout', () => {
  const layout = ociLayout(files, { source: 'https://git.example.org/meadow.git', revision: 'main@sha1:abc' });

  it('has the media types that Flux reads, and is dated 1970', () => {
    const manifest = layout.files.get(`blobs/${layout.digest.replace(':', '/')}`);
    expect(JSON.parse(Buffer.from(manifest ?? []).toString())).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.cncf.flux.config.v1+json',
        digest: expect.any(String) as string,
        size: expect.any(Number) as number,
      },
      layers: [
        {
          mediaType: 'application/vnd.cncf.flux.content.v1.tar+gzip',
          digest: expect.any(String) as string,
          size: expect.any(Number) as number,
        },
      ],
      annotations: {
        'org.opencontainers.image.created': '1970-01-01T00:00:00Z',
        'org.opencontainers.image.source': 'https://git.example.org/meadow.git',
        'org.opencontainers.image.revision': 'main@sha1:abc',
      },
    });
  });

  it('has the same digest for the same files in any order, for ever', () => {
    const reversed = ociLayout([...files].reverse(), {
      source: 'https://git.example.org/meadow.git',
      revision: 'main@sha1:abc',
    });
    expect(reversed.digest).toBe(layout.digest);
    expect(layout.digest).toBe('sha256:dc3b85cd9ff7180180da7deca2f78eb2de8d0684245bc0381ab417f1e565a282');
  });

  it('names every blob by its digest', () => {
    expect([...layout.files.keys()].filter(path => !path.startsWith('blobs/sha256/'))).toEqual([
      'index.json',
      'oci-layout',
    ]);
    expect(layout.files.size).toBe(5);
  });
});

describe('the archive', () => {
  it('holds what is delivered, and neither previews nor reports', () => {
    const delivered = ociLayout(files);
    const [layer] = [...delivered.files.values()].filter(blob => blob[0] === 0x1f);
    expect(list(gunzipSync(layer ?? Buffer.alloc(0)))).toEqual(['a.yaml', 'meadow/runtime/garden/meadow.yaml']);
  });

  it('keeps names that are long, or not ASCII', () => {
    const names = [deep, longer, 'ä.yaml'];
    expect(list(tar(names.map(name => file(name, 'x'))))).toEqual([...names].sort());
  });

  it('is read as it was written, also beyond one block', () => {
    const content = Buffer.alloc(200_000, 'abc');
    expect(gunzipSync(gzipStored(content)).equals(content)).toBe(true);
    expect(gunzipSync(gzipStored(Buffer.alloc(0)))).toHaveLength(0);
  });
});

function list(archive: Uint8Array): string[] {
  const { stdout, stderr } = spawnSync('tar', ['-tf', '-', '--quoting-style=literal'], {
    input: archive,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}
