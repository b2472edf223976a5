// node tools/run.cjs FILE.ts [ARGUMENT...]: runs a TypeScript program of this repository.
//
// Makes `require` load TypeScript: files of the library as tools/library.mjs compiles them, any other as a bundle of its own, which leaves the
// library and packages outside. Both are kept below node_modules/.cache and made anew when a source has changed.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const root = path.resolve(__dirname, '..');
const cache = cacheFolder();
const library = path.join(cache, 'library');

/** Of this checkout: node_modules may be a link that several share. Node names files by their real path, so we do. */
function cacheFolder() {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const folder = path.join(root, 'node_modules', '.cache', 'cdk8s-gardener', 'run', name);
  fs.mkdirSync(folder, { recursive: true });
  return fs.realpathSync(folder);
}

/** Data lies beside the sources. */
const define = { 'process.env.CDK8S_GARDENER_IMPORTS': JSON.stringify(path.join(root, 'imports')) };

const publicFiles = [path.join(root, 'lib', 'index.ts'), path.join(root, 'lib', '*', 'index.ts')];

/** The compiled form of a file: of the library when it is one of its public files. */
function compiled(file) {
  if (!isInside(path.join(root, 'lib'), file)) return bundle(file);
  freshen(library, buildLibrary);
  const ofLibrary = path.join(library, path.relative(root, file)).replace(/\.ts$/, '.js');
  return fs.existsSync(ofLibrary) ? ofLibrary : bundle(file);
}

function bundle(entry) {
  const outfile = path.join(cache, `${createHash('sha256').update(entry).digest('hex').slice(0, 16)}.cjs`);
  freshen(outfile, () => buildBundle(entry, outfile));
  return outfile;
}

const isInside = (folder, file) => file.startsWith(folder + path.sep);

/** What decides about the result beside the sources. */
const compilers = ['package-lock.json', 'tools/library.mjs', 'tools/run.cjs'];

const fresh = new Set();

/** Compiles unless that was done since the sources last changed. `compile` returns the sources, as paths from the root. */
function freshen(output, compile) {
  if (fresh.has(output)) return;
  fresh.add(output);
  const list = `${output}.json`;
  if (isFresh(list)) return;
  const sources = [...compile(), ...compilers];
  fs.writeFileSync(list, JSON.stringify(Object.fromEntries(sources.map(file => [file, stamp(file)]))));
}

function isFresh(list) {
  try {
    return Object.entries(JSON.parse(fs.readFileSync(list, 'utf8'))).every(([file, known]) => stamp(file) === known);
  } catch {
    return false;
  }
}

function stamp(file) {
  const stat = fs.statSync(`${root}/${file}`, { throwIfNoEntry: false });
  return stat === undefined ? 'missing' : `${stat.mtimeMs} ${stat.size}`;
}

/** In a process of its own: only there may we wait for a build that shares chunks. */
function buildLibrary() {
  const { spawnSync } = require('node:child_process');
  const options = { sourceMaps: true, define };
  const program = `
    import { buildLibrary } from ${JSON.stringify(pathToFileURL(path.join(__dirname, 'library.mjs')).href)};
    buildLibrary(${JSON.stringify(library)}, ${JSON.stringify(options)}).then(
      sources => console.log(JSON.stringify(sources)),
      () => process.exit(1),
    );
  `;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) process.exit(1);
  return JSON.parse(stdout);
}

function buildBundle(entry, outfile) {
  const temporary = `${outfile}.${process.pid}`;
  const { metafile } = bundled({
    entryPoints: [entry],
    outfile: temporary,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    external: [...publicFiles, path.join(fs.realpathSync(path.join(root, 'node_modules')), '*')],
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    define,
    logLevel: 'error',
  });
  fs.renameSync(`${temporary}.map`, `${outfile}.map`);
  fs.renameSync(temporary, outfile);
  return Object.keys(metafile.inputs);
}

/** A program that cannot be compiled ends here: esbuild has said where and why. */
function bundled(options) {
  const { buildSync } = require('esbuild');
  try {
    return buildSync(options);
  } catch {
    process.exit(1);
  }
}

require.extensions['.ts'] = (module, file) => {
  module.exports = require(compiled(file));
};

const maps = new Map();

/** The place in the source of a place in a compiled file; maps are read when the first stack trace asks for one. */
function original(file, line, column) {
  if (!isInside(cache, file)) return undefined;
  if (!maps.has(file)) maps.set(file, new SourceMap(JSON.parse(fs.readFileSync(`${file}.map`, 'utf8'))));
  const { originalSource, originalLine, originalColumn } = maps.get(file).findEntry(line - 1, column - 1);
  return (
    originalSource && `${path.resolve(path.dirname(file), originalSource)}:${originalLine + 1}:${originalColumn + 1}`
  );
}

// the library remembers where in the app each construct was made: for that its own places, whose maps take time to read, do not matter
Error.prepareStackTrace = (error, sites) => {
  const isError = error instanceof Error;
  const lines = sites.map(site => {
    const file = site.getFileName() ?? '';
    const isWanted = isError || !isInside(library, file);
    const place = isWanted ? original(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1) : undefined;
    return place === undefined ? `    at ${site}` : `    at ${site.getFunctionName() ?? '<anonymous>'} (${place})`;
  });
  return [String(error), ...lines].join('\n');
};

const ownModule = name => require(compiled(path.join(root, 'lib', 'cli', name)));
ownModule('engine.ts').optimizeLater();
ownModule('compile-cache.ts').enableCompileCache();

// who starts itself again (`synth --watch`) needs this loader too
process.execArgv.push(...process.argv.splice(1, 1));
require(path.resolve(process.argv[1]));
