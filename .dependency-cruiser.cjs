// The layers of docs/architecture.md: an arrow points to what a folder may import, and nothing points up.
const order = ['core', 'yaml', 'api', 'rules', 'kubernetes', 'manifests', 'synth', 'landscape', 'gardener'];
const below = name => order.slice(0, order.indexOf(name) + 1).join('|');
const topics =
  '^lib/(?!core/|yaml/|api/|rules/|kubernetes/|manifests/|synth/|landscape/|gardener/|review/|cli/)([^/]+)/';

module.exports = {
  forbidden: [
    { name: 'acyclic', severity: 'error', from: {}, to: { circular: true } },
    ...order.map(name => ({
      name: `layer-${name}`,
      severity: 'error',
      from: { path: `^lib/${name}/` },
      to: { path: '^(lib|apps|test|tools|bench)/', pathNot: `^lib/(${below(name)})/` },
    })),
    {
      name: 'topics-do-not-know-each-other',
      severity: 'error',
      from: { path: topics },
      to: { path: topics, pathNot: '^lib/$1/' },
    },
    {
      name: 'topics-stay-below-review-and-cli',
      severity: 'error',
      from: { path: topics },
      to: { path: '^lib/(review|cli)/|^(apps|test|tools|bench)/' },
    },
    {
      name: 'apps-use-public-entry-points',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^lib/', pathNot: ['^lib/index[.]ts$', '^lib/[^/]+/index[.]ts$'] },
    },
    {
      name: 'imports-are-leaves',
      severity: 'error',
      from: { path: '^imports/' },
      to: { path: '^(lib|apps|test|tools|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'] },
  },
};
