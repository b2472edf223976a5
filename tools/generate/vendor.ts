import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { licenceOf } from './licences';
import { dataFiles, sha256Of, type Lock, type LockedSchema, type LockedSource } from './lock';
import type { IndexEntry, Schema } from './types/schema';

/**
 * Imports schemas from a folder that has `index.json`, `history.json` and `<group>/<version>/<Kind>.json`, and pins them in
 * `imports/lock.json`: `node -r tsx/cjs tools/generate/vendor.ts DIR`, then `npm run generate`.
 */
function vendor(from: string, root: string): void {
  const { schemas: rows, sources } = JSON.parse(readFileSync(join(from, 'index.json'), 'utf8')) as VendorIndex;
  const imports = join(root, 'imports');
  for (const path of schemaFiles(imports)) rmSync(join(imports, path));
  const schemas = rows.map(row => vendorSchema(row, from, imports));
  for (const file of dataFiles) rmSync(join(imports, file), { force: true });
  writeFileSync(join(imports, 'index.json'), indexText(rows));
  writeFileSync(join(imports, 'history.json'), readFileSync(join(from, 'history.json')));
  const data = Object.fromEntries(dataFiles.map(file => [file, sha256Of(readFileSync(join(imports, file)))]));
  const lock: Lock = { sources: sources.map(lockedSource), data, schemas };
  writeFileSync(join(imports, 'lock.json'), `${JSON.stringify(lock, undefined, 1)}\n`);
  console.error(`${schemas.length} schemas imported`);
}

interface VendorIndex {
  readonly schemas: readonly IndexEntry[];
  /** Every repository that was read, those of embedded types included. */
  readonly sources: readonly { readonly repo: string; readonly ref: string; readonly commit: string }[];
}

function lockedSource({ repo: repository, ref, commit }: VendorIndex['sources'][number]): LockedSource {
  return { repository, ref, commit, licence: licenceOf(repository) };
}

function vendorSchema({ file }: IndexEntry, from: string, imports: string): LockedSchema {
  const text = readFileSync(join(from, file), 'utf8');
  const target = file.replace(/\.json$/, '.schema.json');
  mkdirSync(dirname(join(imports, target)), { recursive: true });
  writeFileSync(join(imports, target), text);
  const source = (JSON.parse(text) as Schema)['x-source'];
  if (source === undefined) throw new Error(`${file} does not say where it comes from`);
  return { file: target, ...lockedSource(source), sha256: sha256Of(text) };
}

/** What the registry reads, one kind a line; sizes and hashes are in the lock. */
function indexText(rows: readonly IndexEntry[]): string {
  const lines = rows.map(row => {
    const { group, version, kind, scope, plural, tier, bare, storage, deprecated, removedIn, source, file } = row;
    const kept = {
      group,
      version,
      kind,
      class: row.class,
      scope,
      plural,
      tier,
      bare,
      storage,
      deprecated,
      removedIn,
      source,
      file,
    };
    return `  ${JSON.stringify(kept)}`;
  });
  return `{\n "schemas": [\n${lines.join(',\n')}\n ]\n}\n`;
}

function schemaFiles(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap(entry => {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) return schemaFiles(folder, path);
    return path.endsWith('.schema.json') ? [path] : [];
  });
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node -r tsx/cjs tools/generate/vendor.ts DIR');
  process.exitCode = 2;
} else vendor(resolve(folder), resolve(__dirname, '../..'));
