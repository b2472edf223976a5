import * as fs from 'node:fs';
import * as path from 'node:path';
import { compiled, interleaved, scratch, type Program } from '../measure';
import { printCosts } from '../table';

/** Starting: the example through our own command against bare node, and through the cdk8s command against an empty app. */
export function suite(): void {
  const ours: Program = {
    name: 'own command, example',
    command: [process.execPath, 'tools/run.cjs', 'lib/cli/main.ts', 'synth'],
  };
  printCosts('start', interleaved([{ name: 'node -e 0', command: [process.execPath, '-e', '0'] }, ours]), 'node -e 0');

  const empty = scratch('empty');
  fs.writeFileSync(
    path.join(empty, 'cdk8s.yaml'),
    `language: typescript\napp: node ${compiled('empty')}\noutput: out\n`,
  );
  const cdk8s = path.resolve('node_modules/cdk8s-cli/bin/cdk8s');
  const environment = { CDK8S_CHECK_UPGRADE: 'false' };
  printCosts(
    'cdk8s synth',
    interleaved([
      { name: 'empty app', command: ['sh', '-c', `cd ${empty} && ${process.execPath} ${cdk8s} synth`], environment },
      { name: 'example', command: [process.execPath, cdk8s, 'synth'], environment },
    ]),
    'empty app',
  );
}
