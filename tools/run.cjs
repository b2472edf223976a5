// node tools/run.cjs FILE.ts [ARGUMENT...]: runs a TypeScript program of this repository as one bundle.
//
// Loading some 600 small files costs a second of CPU time, loading one costs a tenth. The bundle is kept below node_modules/.cache and made anew
// when a source has changed; packages stay outside of it.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const cache = path.join(root, 'node_modules', '.cache', 'cdk8s-gardener', 'run');

/** Bundles a program, unless that was done since its sources last changed, and returns the file to load. */
function bundle(file) {
  const entry = path.resolve(file);
  const outfile = path.join(cache, `${createHash('sha256').update(entry).digest('hex').slice(0, 16)}.cjs`);
  if (!isFresh(outfile)) build(entry, outfile);
  return outfile;
}

function stamp(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 'missing' : `${stat.mtimeMs} ${stat.size}`;
}

function isFresh(outfile) {
  try {
    const inputs = JSON.parse(fs.readFileSync(`${outfile}.json`, 'utf8'));
    return Object.entries(inputs).every(([file, known]) => stamp(path.join(root, file)) === known);
  } catch {
    return false;
  }
}

function build(entry, outfile) {
  const { buildSync } = require('esbuild');
  fs.mkdirSync(cache, { recursive: true });
  const temporary = `${outfile}.${process.pid}`;
  const { metafile } = buildSync({
    entryPoints: [entry],
    outfile: temporary,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    // data lies beside the sources
    define: { 'process.env.CDK8S_GARDENER_IMPORTS': JSON.stringify(path.join(root, 'imports')) },
    logLevel: 'error',
  });
  const inputs = Object.fromEntries(Object.keys(metafile.inputs).map(file => [file, stamp(path.join(root, file))]));
  fs.renameSync(`${temporary}.map`, `${outfile}.map`);
  fs.renameSync(temporary, outfile);
  fs.writeFileSync(`${outfile}.json`, JSON.stringify(inputs));
}

const maps = new Map();

/** Node names files by their real path, also where node_modules is a link. */
const realCache = () => fs.realpathSync(cache);

/** The place in the source of a place in a bundle; maps are read when the first stack trace asks for one. */
function original(file, line, column) {
  if (!file.startsWith(realCache())) return undefined;
  if (!maps.has(file)) maps.set(file, new SourceMap(JSON.parse(fs.readFileSync(`${file}.map`, 'utf8'))));
  const { originalSource, originalLine, originalColumn } = maps.get(file).findEntry(line - 1, column - 1);
  return originalSource && `${path.resolve(cache, originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
}

Error.prepareStackTrace = (error, sites) => {
  const lines = sites.map(site => {
    const file = site.getFileName() ?? '';
    const place = original(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
    return place === undefined ? `    at ${site}` : `    at ${site.getFunctionName() ?? '<anonymous>'} (${place})`;
  });
  return [String(error), ...lines].join('\n');
};

// our command line loads apps through this instead of a loader of its own
globalThis[Symbol.for('cdk8s-gardener.loadTypeScript')] = file => require(bundle(file));

process.argv.splice(1, 1);
require(bundle(process.argv[1]));
