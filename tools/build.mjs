// Compiles lib/ and imports/ to build/: JavaScript by esbuild, with --types also declarations by tsc. JSON data is copied.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';

const outdir = 'build';
const sources = ['lib', 'imports'];

function filesBelow(folder, ending) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => path.join(entry.parentPath, entry.name));
}

fs.rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: sources.flatMap(folder => filesBelow(folder, '.ts')),
  outdir,
  outbase: '.',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
});
for (const file of sources.flatMap(folder => filesBelow(folder, '.json'))) {
  fs.mkdirSync(path.join(outdir, path.dirname(file)), { recursive: true });
  fs.copyFileSync(file, path.join(outdir, file));
}
if (process.argv.includes('--types'))
  execFileSync(
    process.execPath,
    ['node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.build.json', '--emitDeclarationOnly'],
    { stdio: 'inherit' },
  );
