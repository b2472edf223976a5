import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { root } from './documents';

/** Synthesizes a copy of the example after one edit; returns the exit code and what was said. */
export function synthExample(edit: { readonly file: string; readonly from: string; readonly to: string }): {
  readonly status: number | null;
  readonly stderr: string;
} {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'example-'));
  try {
    for (const name of ['apps', 'cdk8s.yaml'])
      fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
    for (const name of ['imports', 'lib', 'node_modules', 'tools'])
      fs.symlinkSync(path.join(root, name), path.join(copy, name));
    const file = path.join(copy, edit.file);
    const source = fs.readFileSync(file, 'utf8');
    if (!source.includes(edit.from)) throw new Error(`${edit.file} does not hold ${edit.from}`);
    fs.writeFileSync(file, source.replace(edit.from, edit.to));
    const run = ['tools/run.cjs', 'lib/cli/main.ts', 'synth'];
    const { status, stderr } = spawnSync(process.execPath, run, { cwd: copy, encoding: 'utf8' });
    return { status, stderr };
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}
