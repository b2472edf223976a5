// npm run bench [-- NAME...]: this project, stock cdk8s and the physical limit side by side, as ratios of one run.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cleanUp } from './measure';

const folder = path.join(__dirname, 'suites');
const wanted = process.argv.slice(2);
const suites = fs
  .readdirSync(folder)
  .map(file => file.replace(/\.ts$/, ''))
  .sort();

spawnSync(process.execPath, ['tools/build.mjs'], { stdio: 'inherit' });
try {
  for (const name of suites) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { suite } = require(path.join(folder, name)) as { suite: () => void };
    console.log(`\n## ${name}\n`);
    suite();
  }
} finally {
  cleanUp();
}
