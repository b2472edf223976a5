import * as fs from 'node:fs';
import { findSubject } from '../../gardener/explain/subject';
import { judgeTree } from '../../manifests/judge-tree';
import { readTree, standardInput } from '../../manifests/read-tree';
import { referenceOf } from '../../rules/judge';
import { printExplanation, printExplanationJson } from '../../rules/output/explanation';
import { topics } from '../../topics';
import { exitCodes, oneOf, textOption, UsageError, type Arguments, type Command } from '../command';
import { nowOption } from '../now-option';
import { terminal } from '../terminal';
import { factsOfTree } from '../tree-facts';

/** `explain`: why an object is as it is. */
export const command: Command = {
  name: 'explain',
  summary: 'say why an object is as it is, and what would change it',
  usage: 'explain OBJECT [--in PATH] [--facts FOLDER] [--now DATE] [--format FORMAT]',
  help: `
Prints the values of an object after the defaults and the admission of the API server, each with
who sets it and where it is written; for a worker pool on OpenStack also every input of the hash by
which nodes are replaced, the lookup of its image, and the machine classes of each zone. OBJECT is
kind/name, kind/project/name or kind/namespace/name; the name of a worker pool may follow.

  --in PATH        rendered YAML (default: dist), "-" for standard input; names the landscape
                   where several have the object
  --facts FOLDER   observations (default: apps/<landscape>/facts)
  --now DATE       the day that decides about expired versions (default: today)
  --format FORMAT  text (default) or json

exit codes: 0 explained, 2 wrong usage or no such object, 3 a bug of ours

examples:
  cdk8s-gardener explain seed/soil --in dist/meadow
  cdk8s-gardener explain shoot/dev/crazy-botany --in dist/meadow
  cdk8s-gardener explain shoot/dev/crazy-botany/arm --in dist/meadow
  cdk8s-gardener explain cloudprofile/eu01 --in dist/meadow --format json
`,
  options: {
    in: { type: 'string' },
    facts: { type: 'string' },
    now: { type: 'string' },
    format: { type: 'string' },
  },
  run(args) {
    const [wanted, ...more] = args.positionals;
    if (wanted === undefined || more.length > 0) throw new UsageError(`usage: cdk8s-gardener ${command.usage}`);
    const print = printerOption(args);
    const found = findSubject(viewsOf(args), wanted);
    if ('problem' in found)
      throw new UsageError(`${found.problem}${found.near === undefined ? '' : `, did you mean ${found.near}?`}`);
    const { view, subject } = found;
    const sections = topics.flatMap(topic => [...(topic.explain?.(view, subject) ?? [])]);
    if (sections.length === 0)
      throw new UsageError(`nothing is known about objects of the kind ${subject.entry.object.kind}`);
    const { entry } = subject;
    const origin = entry.origin();
    process.stdout.write(
      print({
        subject: wanted,
        object: referenceOf(entry),
        cluster: entry.cluster,
        ...(origin && { origin }),
        sections,
      }),
    );
    return exitCodes.ok;
  },
};

function viewsOf(args: Arguments): ReturnType<typeof judgeTree>['views'] {
  const path = textOption(args, 'in') ?? 'dist';
  if (path !== standardInput && !fs.existsSync(path)) throw new UsageError(`${path}: there is no such file or folder`);
  return judgeTree(readTree([path]), {
    topics: [],
    factsOf: factsOfTree(textOption(args, 'facts')),
    now: nowOption(args),
  }).views;
}

function printerOption(args: Arguments): typeof printExplanationJson {
  const format = oneOf(['text', 'json'], textOption(args, 'format') ?? 'text', 'format');
  return format === 'json'
    ? printExplanationJson
    : explanation => printExplanation(explanation, terminal(process.stdout).width);
}
