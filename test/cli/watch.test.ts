import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { folderWith } from './cli';

const root = path.resolve(__dirname, '../..');
const app = (value: string, method = 'synth'): string => `
import { ApiObject } from '${root}/node_modules/cdk8s';
import { Landscape } from '${root}/lib';
const landscape = new Landscape({ name: 'meadow', gardener: '1.150.0', domain: 'example.org' });
const metadata = { name: 'settings', namespace: 'web' };
new ApiObject(landscape.runtime.unit('web'), 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { key: '${value}' } });
landscape.${method}();
`;

/** Waits for what a process prints, from where the last wait ended. */
class Output {
  private text = '';
  private all = '';
  private ended = false;
  private wake: () => void = () => undefined;

  constructor(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.text += chunk.toString();
        this.all += chunk.toString();
        this.wake();
      });
    child.on('close', () => {
      this.ended = true;
      this.wake();
    });
  }

  async until(pattern: RegExp): Promise<string> {
    for (let match = pattern.exec(this.text); ; match = pattern.exec(this.text)) {
      if (match !== null) {
        this.text = this.text.slice(match.index + match[0].length);
        return match[0];
      }
      if (this.ended) throw new Error(`it ended before it printed ${String(pattern)}: ${this.all}`);
      await new Promise<void>(resolve => (this.wake = resolve));
    }
  }
}

test('synth --watch writes again after every save, a wrong one in between and files that are replaced included', async () => {
  const cwd = folderWith({
    'cdk8s.yaml': 'language: typescript\napp: node main.ts\noutput: .cdk8s\n',
    'main.ts': app('one'),
  });
  const save = (text: string): void => fs.writeFileSync(path.join(cwd, 'main.ts'), text);
  const replace = (text: string): void => {
    fs.writeFileSync(path.join(cwd, 'main.ts.new'), text);
    fs.renameSync(path.join(cwd, 'main.ts.new'), path.join(cwd, 'main.ts'));
  };
  const written = (): string => fs.readFileSync(path.join(cwd, 'dist/meadow/runtime/web/web.yaml'), 'utf8');
  const child = spawn(
    process.execPath,
    [path.join(root, 'tools/run.cjs'), path.join(root, 'lib/cli/main.ts'), 'synth', '--watch'],
    { cwd },
  );
  try {
    const output = new Output(child);
    await output.until(/dist\/: .*\n/);
    expect(written()).toContain('key: one');
    save(app('two'));
    await output.until(/dist\/: .*\n/);
    expect(written()).toContain('key: two');
    save(app('three', 'sinth'));
    expect(await output.until(/main\.ts failed: .*\n/)).toContain('sinth is not a function');
    expect(written()).toContain('key: two');
    save(app('four'));
    await output.until(/dist\/: .*\n/);
    expect(written()).toContain('key: four');
    // many editors write beside the file and rename
    for (const value of ['five', 'six']) {
      replace(app(value));
      await output.until(/dist\/: .*\n/);
      expect(written()).toContain(`key: ${value}`);
    }
    save(app('seven'));
    await output.until(/dist\/: .*\n/);
    expect(written()).toContain('key: seven');
  } finally {
    child.kill();
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}, 120_000);
