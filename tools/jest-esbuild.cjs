// The whole jest transform: strip types, emit CommonJS. Nothing here is tied to a TypeScript version.
const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

module.exports = {
  getCacheKey: (source, file) => createHash('sha256').update(version).update(file).update(source).digest('hex'),
  process(source, file) {
    const loader = file.endsWith('ts') ? 'ts' : 'js';
    const { code } = transformSync(source, {
      loader,
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: file,
    });
    return { code };
  },
};
