// Writes a landscape in a process of its own, which kills itself before its n-th operation on the file system.
import { OutputTree } from '../../lib/synth/output/output-tree';

const [outdir = '', files = '{}', fatal = '-1'] = process.argv.slice(2);
const watched = ['writeFileSync', 'renameSync', 'rmSync', 'mkdirSync', 'rmdirSync', 'fsyncSync', 'openSync'] as const;

let operations = 0;
// the module itself: an import is a view of it that cannot be changed
const patched = require('node:fs') as Record<string, (...args: unknown[]) => unknown>;
for (const name of watched) {
  const real = patched[name]!.bind(patched);
  patched[name] = (...args) => {
    // a write may be hit in the middle
    const hit = operations++ === Number(fatal);
    if (hit && name === 'writeFileSync' && Buffer.isBuffer(args[1])) real(args[0], args[1].subarray(0, 3));
    if (hit) process.kill(process.pid, 'SIGKILL');
    return real(...args);
  };
}

const tree = new OutputTree(outdir);
const entries = Object.entries(JSON.parse(files) as Record<string, string>);
for (const [file, text] of entries) tree.put(`l/${file}`, Buffer.from(text));
tree.complete('l', { files: entries.map(([file]) => file) });
tree.commit();
