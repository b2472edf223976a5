// What js-yaml needs to read the same files.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadAll } from 'js-yaml';
import { settings } from './settings';

const { outdir: folder } = settings();
for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  if (file.endsWith('.yaml')) loadAll(fs.readFileSync(path.join(folder, file), 'utf8'));
