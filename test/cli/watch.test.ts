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
  private wake: () => void = () => undefined;

  constructor({ stdout, stderr }: ChildProcess) {
    for (const stream of [stdout, stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.text += chunk.toString();
        this.wake();
      });
  }

  async until(pattern: RegExp): Promise<string> {
    for (let match = pattern.exec(this.text); ; match = pattern.exec(this.text)) {
      if (match !== null) {
        this.text = this.text.slice(match.index + match[0].length);
        return match[0];
      }
      await new Promise<void>(resolve => (this.wake = resolve));
    }
  }
}

test('synth --watch writes again after every save, a wrong one in between included', async () => {
  const cwd = folderWith({
    'cdk8s.yaml': 'language: typescript\napp: node main.ts\noutput: .cdk8s\n',
    'main.ts': app('one'),
  });
  const save = (text: string): void => fs.writeFileSync(path.join(cwd, 'main.ts'), text);
  const written = (): string => fs.readFileSync(path.join(cwd, 'dist/meadow/runtime/web/web.yaml'), 'utf8');
  const child = spawn(
    process.execPath,
    [path.join(root, 'tools/run.cjs'), path.join(root, 'lib/cli/main.ts'), 'synth', '--watch'],
    { cwd },
  );
  try {
    const output = new Output(child);
    // Node loses a change that falls into the moment in which it starts the program anew: then a person saves again
    const answer = async (text: string, pattern: RegExp): Promise<string> => {
      save(text);
      const again = setInterval(() => save(text), 5_000);
      try {
        return await output.until(pattern);
      } finally {
        clearInterval(again);
      }
    };
    await output.until(/dist\/: .*\n/);
    expect(written()).toContain('key: one');
    await answer(app('two'), /dist\/: .*\n/);
    expect(written()).toContain('key: two');
    expect(await answer(app('three', 'sinth'), /main\.ts failed: .*\n/)).toContain('sinth is not a function');
    expect(written()).toContain('key: two');
    await answer(app('four'), /dist\/: .*\n/);
    expect(written()).toContain('key: four');
  } finally {
    child.kill();
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}, 120_000);
