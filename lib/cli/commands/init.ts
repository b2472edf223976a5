import * as path from 'node:path';
import { projectFiles, projectName } from '../../init/project';
import { exitCodes, textOption, UsageError, type Command } from '../command';
import { addMissingFiles } from '../missing-files';

/** `init`: a landscape repository of one's own. */
export const command: Command = {
  name: 'init',
  summary: "start a landscape repository of one's own",
  usage: 'init [DIR] [--package SPEC]',
  help: `
Writes a repository that works at once: one small landscape, a test, settings for cdk8s, TypeScript, Git and Flux, and
pipelines for GitHub and GitLab. In a folder with files only what is missing is added. The landscape is called like the
folder.

  --package SPEC  what npm installs as this package (default: the version that is running)

examples:
  cdk8s-gardener init meadow
  cdk8s-gardener init . --package file:../cdk8s-gardener-0.1.0.tgz
`,
  options: { package: { type: 'string' } },
  run(args) {
    const [folder = '.', ...more] = args.positionals;
    if (more.length > 0) throw new UsageError(`init takes one folder, got "${args.positionals.join(' ')}"`);
    const packageSpec = textOption(args, 'package');
    const name = projectName(path.basename(path.resolve(folder)));
    const files = projectFiles({ name, ...(packageSpec !== undefined && { packageSpec }) });
    const { added, left } = addMissingFiles(folder, files);
    const lines = [...added.map(file => `added       ${file}`), ...left.map(file => `left alone  ${file}`)];
    const enter = folder === '.' ? '' : `cd ${folder} && `;
    process.stdout.write(`${lines.join('\n')}\n\nnext: ${enter}npm install && npm run synth\n`);
    return exitCodes.ok;
  },
};
