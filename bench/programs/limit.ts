// The physical limit: node that makes the same objects, stringifies them to JSON and writes as many files.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { shoot } from '../shoots';
import { settings } from './settings';

const { count, perUnit, outdir } = settings();
fs.mkdirSync(outdir, { recursive: true });
for (let start = 0; start < count; start += perUnit) {
  const texts: string[] = [];
  for (let i = start; i < Math.min(start + perUnit, count); i++) texts.push(JSON.stringify(shoot(i)));
  fs.writeFileSync(path.join(outdir, `unit-${start / perUnit}.json`), texts.join('\n'));
}
