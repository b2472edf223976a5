// Compiles lib/ and imports/ to few files: one per entry point, and chunks for what they share. Loading the 900 files of the sources one by one
// costs a second of CPU time, loading the chunks a tenth of that; and a module that two entry points share stays one module.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { build, transform } from 'esbuild';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const target = { platform: 'node', target: 'node20' };

/** The names of a folder's files, at any depth, as paths from the root of the repository. */
export function filesBelow(folder, ending) {
  const entries = fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** What `exports` and `bin` of package.json name, and what modules load when they need it: that stays outside of their chunks. */
function entryPoints() {
  const topics = fs.readdirSync(path.join(root, 'lib')).map(name => path.join('lib', name, 'index.ts'));
  const published = ['lib/index.ts', ...topics.filter(file => fs.existsSync(path.join(root, file)))];
  const commands = ['bin', 'compile-cache', 'engine', 'main'].map(name => `lib/cli/${name}.ts`);
  return [...new Set([...published, ...filesBelow('imports', 'index.ts'), ...commands, ...loadedLater()])];
}

/** Modules of ours that `require` names. */
function loadedLater() {
  return filesBelow('lib', '.ts').flatMap(file => {
    const calls = fs.readFileSync(path.join(root, file), 'utf8').matchAll(/\brequire\('(\.[^']+)'\)/g);
    return [...calls].map(([, name]) => `${path.join(path.dirname(file), name)}.ts`);
  });
}

/** Where a module that is loaded later lies is known when the file that loads it has its place. */
const laterPrefix = 'later:';
/** As esbuild prints it in modules of ES. */
const laterCall = /\b__require\d*\("later:/g;

const later = {
  name: 'later',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path: name, resolveDir }) => {
      if (kind !== 'require-call') return undefined;
      return { path: `${laterPrefix}${path.relative(root, path.join(resolveDir, name))}`, external: true };
    });
  },
};

/**
 * Writes the compiled files below a folder.
 *
 * @param options `sourceMaps`: a map beside each file; `define`: constants of the program
 * @returns the sources, as paths from the root of the repository
 */
export async function buildLibrary(outdir, { sourceMaps = false, define = {} } = {}) {
  // esbuild shares chunks between modules of ES only; a second step turns each file into CommonJS
  const { outputFiles, metafile } = await build({
    ...target,
    entryPoints: entryPoints(),
    absWorkingDir: root,
    outdir: path.resolve(outdir),
    outbase: '.',
    bundle: true,
    splitting: true,
    format: 'esm',
    chunkNames: 'lib/chunks/[hash]',
    packages: 'external',
    plugins: [later],
    sourcemap: sourceMaps && 'inline',
    sourcesContent: false,
    define,
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  await Promise.all(outputFiles.map(file => writeCommonJs(file, { outdir, sourceMaps })));
  const data = dataFiles();
  const read = file => fs.readFileSync(path.join(root, file));
  const digest = digestOf([...outputFiles.map(({ text }) => text), ...data.map(read)]);
  replaceFile(path.join(outdir, 'lib', 'build-digest'), digest);
  return [...Object.keys(metafile.inputs), ...data];
}

/** What the library reads when it runs. */
function dataFiles() {
  return filesBelow('imports', '.json').sort();
}

function digestOf(contents) {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(`${content.length}\n`).update(content);
  return hash.digest('hex');
}

async function writeCommonJs({ path: file, text }, { outdir, sourceMaps }) {
  const toOutdir = path.relative(path.dirname(file), path.resolve(outdir)).split(path.sep).join('/') || '.';
  const placed = text.replaceAll(laterCall, `require("${toOutdir}/`);
  const options = { ...target, format: 'cjs', sourcemap: sourceMaps && 'external', sourcefile: file };
  const { code, map } = await transform(placed, options);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (sourceMaps) replaceFile(`${file}.map`, map);
  replaceFile(file, code);
}

/** Another process may be loading the library: it sees the old file or the new one. The names of chunks change with their content. */
function replaceFile(file, content) {
  fs.writeFileSync(`${file}.${process.pid}`, content);
  fs.renameSync(`${file}.${process.pid}`, file);
}
