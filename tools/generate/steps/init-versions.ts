import * as fs from 'node:fs';
import * as path from 'node:path';
import { header, type Step } from '../step';

const file = 'lib/init/versions.generated.ts';

/** Packages that a landscape repository of one's own needs beside this one. */
const packages = ['@types/node', 'cdk8s', 'cdk8s-cli', 'constructs', 'tsx', 'typescript'];

/** Versions for `cdk8s-gardener init`: those that this repository is tested with. */
export const step: Step = {
  name: 'versions for init',
  owns: candidate => candidate === file,
  folders: ['lib/init'],
  render: root => {
    const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      readonly version: string;
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const rows = packages.map(
      name => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: '${manifest.devDependencies[name] ?? ''}',`,
    );
    const text = `${header}\n/** Version of this package. */\nexport const ownVersion = '${manifest.version}';\n\n/** Versions of the packages that it is tested with. */\nexport const testedVersions = {\n${rows.join('\n')}\n} as const;\n`;
    return [{ path: file, text }];
  },
};
