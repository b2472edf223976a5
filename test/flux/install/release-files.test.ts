import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { readRelease } from '../../../lib/flux/install/release-files';
import { tar } from '../../../lib/flux/oci/tar';
import { readTar } from '../../../lib/flux/oci/tar-reader';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('a release', () => {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-release-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it('is read from a folder, and from an archive of it, zipped or not', () => {
    fs.mkdirSync(path.join(folder, 'release'));
    fs.writeFileSync(path.join(folder, 'release/rbac.yaml'), 'kind: A\n');
    fs.writeFileSync(path.join(folder, 'release/notes.txt'), 'x');
    const archive = tar([
      { path: './rbac.yaml', content: bytes('kind: A\n') },
      { path: './notes.txt', content: bytes('x') },
    ]);
    fs.writeFileSync(path.join(folder, 'a.tar'), archive);
    fs.writeFileSync(path.join(folder, 'a.tar.gz'), gzipSync(archive));
    for (const name of ['release', 'a.tar', 'a.tar.gz'])
      expect(readRelease(path.join(folder, name))).toEqual({ 'rbac.yaml': 'kind: A\n' });
  });

  it('is not anything else', () => {
    fs.writeFileSync(path.join(folder, 'a.tar'), 'x'.repeat(600));
    expect(() => readRelease(path.join(folder, 'a.tar'))).toThrow('this is no tar archive');
    expect(() => readRelease(folder)).toThrow('there are no manifests in it');
    expect(() => readRelease(path.join(folder, 'b'))).toThrow('there is no such file or folder');
  });
});

describe('the reader of tar archives', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,60}(\/[a-z0-9]{1,90}){0,4}$/);

  it('reads what the writer writes, whatever the names and contents', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 1300 })), { selector: ([path_]) => path_ }),
        files => {
          const written = files.map(([path_, content]) => ({ path: path_, content }));
          const read = readTar(tar(written), 'a').map(({ path: path_, content }) => [path_, [...content]]);
          const expected = written.map(({ path: path_, content }) => [path_, [...content]] as const);
          expect(read).toEqual(expected.sort(([a], [b]) => (a < b ? -1 : 1)));
        },
      ),
    );
  });

  const hasTar = spawnSync('tar', ['--version']).status === 0;
  if (!hasTar) console.warn('archives of the program tar are not read: there is none');
  (hasTar ? it : it.skip).each(['ustar', 'pax', 'gnu'])(
    'reads an archive that the program tar writes as %s',
    format => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-tar-'));
      const long = `${'long-name-'.repeat(9)}/${'x'.repeat(80)}.yaml`;
      for (const file of ['a.yaml', long]) {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), file);
      }
      const { stdout, status } = spawnSync('tar', ['-C', folder, `--format=${format}`, '-cf', '-', '.'], {
        maxBuffer: 1 << 20,
      });
      fs.rmSync(folder, { recursive: true });
      if (status !== 0) return; // a tar that does not know the format
      const files = readTar(stdout, 'a').map(({ path: file, content }) => [file, Buffer.from(content).toString()]);
      expect(files.sort()).toEqual([
        ['a.yaml', 'a.yaml'],
        [long, long],
      ]);
    },
  );

  it('says that an archive is cut off', () => {
    const archive = tar([{ path: 'a', content: bytes('x'.repeat(900)) }]);
    expect(() => readTar(archive.subarray(0, 700), 'a.tar')).toThrow('a.tar: the archive is cut off');
  });
});
