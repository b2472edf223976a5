import * as fs from 'node:fs';
import { packFolder, writeLayout } from '../../flux/oci/pack-folder';
import { defaultOutdir } from '../../synth/output-target';
import { exitCodes, textOption, UsageError, type Command } from '../command';

/** `package`: dist/ as an artifact. */
export const command: Command = {
  name: 'package',
  summary: 'pack dist/ as an OCI artifact that Flux reads',
  usage: 'package [FOLDER] --output FOLDER [--tag TAG] [--source URL] [--revision REVISION]',
  help: `
Writes an OCI image layout with the files of dist/, or of a folder below it, for an OCIRepository. Names in
it begin at the working folder, as the paths of Flux Kustomizations do. preview/ and reports/ stay out. The
same files give the same digest on every machine; it is printed.

  --output FOLDER      where to write the layout: a new or empty folder, or one that holds a layout
  --tag TAG            name of the artifact in the layout (default: latest)
  --source URL         address of the repository that the files come from
  --revision REVISION  for example main@sha1:2f1c..., which Flux shows as the origin

examples:
  cdk8s-gardener package --output artifact --tag main
  cdk8s-gardener package dist/meadow --output artifact --source https://git.example.org/landscapes
`,
  options: {
    output: { type: 'string' },
    tag: { type: 'string' },
    source: { type: 'string' },
    revision: { type: 'string' },
  },
  run(args) {
    const [folder = defaultOutdir, ...rest] = args.positionals;
    if (rest.length > 0) throw new UsageError('package takes one folder');
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`${folder}: there is no such folder`);
    const output = textOption(args, 'output');
    if (output === undefined) throw new UsageError('package needs --output FOLDER');
    const [tag, source, revision] = ['tag', 'source', 'revision'].map(name => textOption(args, name));
    const layout = packFolder(folder, {
      ...(tag !== undefined && { tag }),
      ...(source !== undefined && { source }),
      ...(revision !== undefined && { revision }),
    });
    const problem = writeLayout(layout, output);
    if (problem !== undefined) throw new UsageError(problem);
    process.stdout.write(`${layout.digest}\n`);
    return exitCodes.ok;
  },
};
