import * as fs from 'node:fs';
import { severities } from '../../core/finding';
import { gatesSwitchedOn } from '../../gardener/garden/gardener-feature-gates';
import { gardenerOf } from '../../manifests/gardener-version';
import { judgeTree, type TreeJudgement, type TreeOptions } from '../../manifests/judge-tree';
import { problemText } from '../../manifests/problem-text';
import { readContent } from '../../manifests/read-content';
import { readTree, standardInput, type ManifestTree } from '../../manifests/read-tree';
import { judgeUpgrade } from '../../manifests/upgrade';
import type { Acceptance } from '../../rules/acceptance';
import { parseAcceptances } from '../../rules/acceptance-file';
import { reaches } from '../../rules/judge';
import { objects } from '../../rules/objects/topic';
import { topics } from '../../topics';
import { exitCodes, oneOf, textOption, UsageError, type Arguments, type Command } from '../command';
import { nowOption } from '../now-option';
import { formats, printJudgement } from '../output';
import { Progress } from '../progress';
import { allRules } from '../reference';
import { schemasOption } from '../schemas-option';
import { factsOfTree } from '../tree-facts';

/** `check`: findings for any YAML tree. */
export const command: Command = {
  name: 'check',
  summary: 'find mistakes in any YAML, before the merge',
  usage: 'check PATH... [OPTIONS]',
  help: `
Reads all YAML and JSON below the paths as the cluster would, and prints what the API servers,
Gardener's admission and Flux would refuse or silently misread: with file, line, field and fix.
"-" reads standard input. Nothing is sent anywhere, and values of Secrets are never shown.

  --gardener VERSION  Gardener that judges (default: the one that the tree names, else the newest
                      known)
  --to VERSION        what an upgrade of Gardener to this version means for the files: what goes,
                      what comes, which Kubernetes versions are dropped, with the edits
  --strict            a kind without a schema is an error instead of a notice
  --schemas PATH      custom resource definitions or JSON Schemas of more kinds; may be repeated
  --accept FILE       findings that are known and wanted: a list in YAML, each entry with rule,
                      reason, and any of cluster, kind, namespace, name, path, file
  --fail-on SEVERITY  exit with 1 from this severity on: critical, error (default), warning,
                      notice, info
  --format FORMAT     text (default), json (docs/findings.schema.json), sarif (2.1.0), github
                      (annotations)
  --now DATE          the day that decides about expired versions (default: today)

exit codes: 0 nothing from that severity on, 1 findings, 2 wrong usage or nothing to read, 3 a bug
of ours

examples:
  cdk8s-gardener check clusters/ shoots/crazy-botany.yaml
  helm template charts/landscape | cdk8s-gardener check -
  kubectl get shoots -A -o yaml | cdk8s-gardener check - --gardener 1.148 --fail-on warning
  cdk8s-gardener check dist --gardener 1.140 --to 1.141
  cdk8s-gardener check . --format github    # annotations in a pull request
  cdk8s-gardener rules SECRET-IN-GIT        # why a finding is one, and what is better
`,
  options: {
    gardener: { type: 'string' },
    to: { type: 'string' },
    strict: { type: 'boolean' },
    schemas: { type: 'string', multiple: true },
    accept: { type: 'string' },
    'fail-on': { type: 'string' },
    format: { type: 'string' },
    now: { type: 'string' },
  },
  run(args) {
    const threshold = oneOf(severities, textOption(args, 'fail-on') ?? 'error', 'severity');
    const format = oneOf(formats, textOption(args, 'format') ?? 'text', 'format');
    const options = treeOptions(args);
    const progress = new Progress();
    const tree = read(args.positionals, progress);
    if (tree.objects.length > longWork) progress.announce(`judging ${tree.objects.length} objects`);
    const judgement = judged(tree, options, versionOption(args, 'to'));
    progress.end();
    const extent = { objects: tree.objects.length, files: tree.files };
    const context = { textOf: (file: string) => tree.textOf(file), gardener: judgement.gardener, extent };
    process.stdout.write(printJudgement(judgement, format, context));
    return reaches(judgement.findings, threshold) ? exitCodes.findings : exitCodes.ok;
  },
};

/** Objects that take about a second. */
const longWork = 2000;

function judged(tree: ManifestTree, options: TreeOptions, to: string | undefined): TreeJudgement {
  if (to === undefined) return judgeTree(tree, options);
  const from = options.gardener ?? gardenerOf(tree);
  if (from === undefined) throw new UsageError('--to needs --gardener: the tree does not tell which version it is for');
  return judgeUpgrade(tree, options, { from, to, switchedOn: gatesSwitchedOn(from, to) });
}

/** That nothing is read is never fine: a pipeline would be green for ever. */
function read(paths: readonly string[], progress: Progress): ManifestTree {
  if (paths.length === 0) throw new UsageError('check needs a path, or "-" for standard input');
  for (const path of paths) if (path !== standardInput) mustExist(path);
  const tree = readTree(paths, files => progress.tell(`reading: ${files} files`));
  if (tree.files > 0 || tree.findings.length > 0) {
    if (!paths.includes(standardInput) || tree.textOf(standardInput)?.trim() !== '') return tree;
    throw new UsageError('there is nothing on standard input: did the command before it fail?');
  }
  throw new UsageError(`there is no YAML and no JSON in ${paths.join(', ')}`);
}

function mustExist(path: string): void {
  try {
    fs.lstatSync(path);
  } catch (error) {
    throw new UsageError(`${path}: ${problemText(error)}`);
  }
}

function treeOptions(args: Arguments): TreeOptions {
  const gardener = versionOption(args, 'gardener');
  const acceptances = acceptOption(args);
  const registry = schemasOption(args);
  return {
    topics: [objects, ...topics],
    ...(gardener !== undefined && { gardener }),
    ...(acceptances !== undefined && { acceptances }),
    ...(registry !== undefined && { registry }),
    strict: args.values['strict'] === true,
    factsOf: factsOfTree(undefined),
    now: nowOption(args),
  };
}

function acceptOption(args: Arguments): readonly Acceptance[] | undefined {
  const file = textOption(args, 'accept');
  if (file === undefined) return undefined;
  const content = readContent(file);
  if ('problem' in content) throw new UsageError(`${file}: ${content.problem}`);
  const parsed = parseAcceptances(
    Buffer.from(content.bytes).toString('utf8'),
    allRules().map(({ id }) => id),
  );
  if ('problem' in parsed) throw new UsageError(`${file}: ${parsed.problem}`);
  return parsed.acceptances;
}

function versionOption(args: Arguments, name: string): string | undefined {
  const text = textOption(args, name);
  const version = text === undefined ? undefined : /^v?(1\.\d+)(\.\d+)?$/.exec(text);
  if (text !== undefined && version === null) throw new UsageError(`"${text}" is no Gardener version such as 1.150.0`);
  return version?.[1] === undefined ? undefined : `${version[1]}${version[2] ?? '.0'}`;
}
