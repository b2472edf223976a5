// Makes build/, which is what the package holds: lib/ and imports/ as JavaScript, with --types also their declarations, and the data beside them.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildLibrary, filesBelow } from './library.mjs';

const outdir = 'build';

fs.rmSync(outdir, { recursive: true, force: true });
await buildLibrary(outdir);
for (const file of ['lib', 'imports'].flatMap(folder => filesBelow(folder, '.json'))) {
  fs.mkdirSync(path.join(outdir, path.dirname(file)), { recursive: true });
  fs.copyFileSync(file, path.join(outdir, file));
}
if (process.argv.includes('--types'))
  execFileSync(
    process.execPath,
    ['node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.build.json', '--emitDeclarationOnly'],
    { stdio: 'inherit' },
  );
