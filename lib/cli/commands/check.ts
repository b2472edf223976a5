import * as fs from 'node:fs';
import { severities, type Severity } from '../../core/finding';
import { judgeTree } from '../../manifests/judge-tree';
import { readTree, standardInput } from '../../manifests/read-tree';
import { reaches } from '../../rules/judge';
import { objects } from '../../rules/objects/topic';
import { topics } from '../../topics';
import { exitCodes, textOption, UsageError, type Arguments, type Command } from '../command';
import { printJudgement } from '../output';

/** `check`: findings for any YAML tree. */
export const command: Command = {
  name: 'check',
  summary: 'find mistakes in any YAML, before the merge',
  usage: 'check PATH... [--gardener VERSION] [--strict] [--fail-on SEVERITY] [--format FORMAT] [--now DATE]',
  help: `
Reads all YAML and JSON below the paths as the cluster would, and prints what the API servers, Gardener's
admission and Flux would refuse or silently misread: with file, line, field and fix. "-" reads standard input.

  --gardener VERSION  Gardener that judges (default: the one that the tree names, else the newest known)
  --strict            a kind without a schema is an error instead of a notice
  --fail-on SEVERITY  exit 1 from this severity on: critical, error (default), warning, notice, info
  --format FORMAT     text (default), json, sarif, github
  --now DATE          the day that decides about expired versions (default: today)

exit codes: 0 nothing found, 1 findings, 2 wrong usage or unreadable input, 3 a bug of ours

examples:
  cdk8s-gardener check clusters/ shoots/crazy-botany.yaml
  helm template charts/landscape | cdk8s-gardener check -
  cdk8s-gardener check . --format github    # annotations in a pull request
`,
  options: {
    gardener: { type: 'string' },
    strict: { type: 'boolean' },
    'fail-on': { type: 'string' },
    format: { type: 'string' },
    now: { type: 'string' },
  },
  run(args) {
    const paths = args.positionals;
    if (paths.length === 0) throw new UsageError('check needs a path, or "-" for standard input');
    for (const path of paths)
      if (path !== standardInput && !fs.existsSync(path))
        throw new UsageError(`${path}: there is no such file or folder`);
    const threshold = severityOption(args);
    const gardener = gardenerOption(args);
    const tree = readTree(paths);
    const judgement = judgeTree(tree, {
      topics: [objects, ...topics],
      ...(gardener !== undefined && { gardener }),
      strict: args.values['strict'] === true,
      now: nowOption(args),
    });
    const extent = { objects: tree.objects.length, files: tree.files };
    const context = { textOf: (file: string) => tree.textOf(file), gardener: judgement.gardener, extent };
    process.stdout.write(printJudgement(judgement, textOption(args, 'format') ?? 'text', context));
    return reaches(judgement.findings, threshold) ? exitCodes.findings : exitCodes.ok;
  },
};

function severityOption(args: Arguments): Severity {
  const text = textOption(args, 'fail-on') ?? 'error';
  const severity = severities.find(candidate => candidate === text);
  if (severity === undefined) throw new UsageError(`unknown severity "${text}": one of ${severities.join(', ')}`);
  return severity;
}

function gardenerOption(args: Arguments): string | undefined {
  const text = textOption(args, 'gardener');
  const version = text === undefined ? undefined : /^v?(1\.\d+)(\.\d+)?$/.exec(text);
  if (text !== undefined && version === null) throw new UsageError(`"${text}" is no Gardener version such as 1.150.0`);
  return version?.[1] === undefined ? undefined : `${version[1]}${version[2] ?? '.0'}`;
}

function nowOption(args: Arguments): Date {
  const text = textOption(args, 'now');
  if (text === undefined) return new Date();
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime()))
    throw new UsageError(`"${text}" is no date such as 2026-11-25`);
  return date;
}
