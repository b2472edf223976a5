import type { ProjectFile } from './project-file';
import { testedVersions } from './versions.generated';

/** What npm, cdk8s, TypeScript, Git and Flux read. */
export function settingFiles(name: string, packageSpec: string): readonly ProjectFile[] {
  return [
    { path: 'package.json', text: json(manifest(name, packageSpec)) },
    { path: 'tsconfig.json', text: json(compiler) },
    { path: 'cdk8s.yaml', text: cdk8s },
    { path: '.gitignore', text: gitIgnore },
    { path: '.sourceignore', text: sourceIgnore },
  ];
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

function manifest(name: string, packageSpec: string): object {
  const { cdk8s: core, constructs, ...development } = testedVersions;
  return {
    name,
    private: true,
    scripts: {
      synth: 'cdk8s-gardener synth',
      watch: 'cdk8s-gardener synth --watch',
      test: 'node --require tsx/cjs --test test/landscape.test.ts',
      check: 'tsc && npm test && cdk8s-gardener synth --check && cdk8s-gardener check dist --fail-on warning',
    },
    engines: { node: '>=20.19' },
    dependencies: { cdk8s: core, 'cdk8s-gardener': packageSpec, constructs },
    devDependencies: development,
  };
}

const compiler = {
  compilerOptions: {
    target: 'es2022',
    module: 'node16',
    moduleResolution: 'node16',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['apps', 'test'],
};

const cdk8s = `# \`npx cdk8s synth\` deletes its output before it runs the app: .cdk8s is a scratch output, a link to dist/ that the app leaves.
language: typescript
app: node -r tsx/cjs apps/main.ts
output: .cdk8s
`;

const gitIgnore = `node_modules/
/.cdk8s
/.cdk8s-gardener/
`;

const sourceIgnore = `# Flux applies dist/ only; preview/ and reports/ are for reviewers.
/*
!/dist/
/dist/*/preview/
/dist/*/reports/
`;
