import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtinRegistry, withUserKinds } from '../../../lib/api/registry';
import { allRules } from '../../../lib/cli/reference';
import type { Finding } from '../../../lib/core/finding';
import { gatesSwitchedOn } from '../../../lib/gardener/garden/gardener-feature-gates';
import type { Landscape } from '../../../lib/landscape/landscape';
import { readFacts } from '../../../lib/landscape/facts-file';
import { judgeTree, type TreeJudgement, type TreeOptions } from '../../../lib/manifests/judge-tree';
import { readTree } from '../../../lib/manifests/read-tree';
import { readUserSchemas } from '../../../lib/manifests/user-schemas';
import { judgeUpgrade } from '../../../lib/manifests/upgrade';
import type { Acceptance } from '../../../lib/rules/acceptance';
import { parseAcceptances } from '../../../lib/rules/acceptance-file';
import { unknownFacts } from '../../../lib/rules/fact-names';
import { objects as objectTopic } from '../../../lib/rules/objects/topic';
import type { ShootObject } from '../../../lib/openstack/objects';
import { validateShootInView } from '../../../lib/openstack/view/validate';
import { Report } from '../../../lib/rules/report';
import type { View } from '../../../lib/rules/view';
import { MemorySink } from '../../../lib/synth/output/sink';
import { topics } from '../../../lib/topics';
import { runApp } from './run-app';
import { app, type Files } from './scene';

/** The name among the files that stands for options of the command `check`. */
export const checkOptions = 'check';

const knownFacts = topics.flatMap(({ facts = [] }) => facts);

/** The findings of files, as `check` has them of their folder, or `synth` of their app. */
export function judgeFiles(files: Files, now: Date): readonly Finding[] {
  return inFolder(files, () => {
    const program = files[app];
    if (program !== undefined) return runApp(program).render().findings;
    const { facts, findings } = readFacts('facts');
    const lost = unknownFacts(facts, knownFacts);
    return [...findings, ...lost, ...check(files[checkOptions] ?? '', now).findings];
  });
}

/** What a change from files to others means, to all topics. */
export function compareFiles(before: Files, after: Files, now: Date): readonly Finding[] {
  const [from, to] = [viewOf(before, now), viewOf(after, now)];
  if (from === undefined || to === undefined) return [];
  return [...topics.flatMap(({ compare }) => [...(compare?.(from, to) ?? [])]), ...refusals(from, to)];
}

/** The tree of files, or the one that their app renders. */
function viewOf(files: Files, now: Date): View | undefined {
  return inFolder(files, () => {
    const program = files[app];
    if (program !== undefined) renderInto('dist', runApp(program));
    return check(files[checkOptions] ?? '', now).views[0];
  });
}

/** What is applied; a preview is not. */
function renderInto(folder: string, landscape: Landscape): void {
  const sink = new MemorySink();
  landscape.render(sink);
  for (const [file, text] of sink.files) if (!file.includes('/preview/')) writeText(join(folder, file), text);
}

/** What the admission of OpenStack answers to the changes of Shoots; a comparison sums most of it up as IMMUTABLE. */
function refusals(before: View, after: View): readonly Finding[] {
  return after.ofKind('core.gardener.cloud', 'Shoot').flatMap(entry => {
    const { kind, apiVersion, metadata } = entry.object;
    const old = before.find('core.gardener.cloud', 'Shoot', metadata.namespace, metadata.name ?? '')?.object;
    const [created, changed] = [new Report(), new Report()];
    validateShootInView(entry, created, { view: after });
    validateShootInView(entry, changed, { view: after, old: old as unknown as ShootObject });
    const known = new Set(created.findings.map(({ rule }) => rule));
    const object = { apiVersion, kind, name: metadata.name ?? '' };
    return changed.findings.filter(({ rule }) => !known.has(rule)).map(finding => ({ ...finding, object }));
  });
}

/** Judges the folder that the process stands in. */
function check(options: string, now: Date): TreeJudgement {
  const { gardener, to, strict = false, accept, schemas } = optionsOf(options);
  const { facts } = readFacts('facts');
  const treeOptions: TreeOptions = {
    topics: [objectTopic, ...topics],
    now,
    strict,
    factsOf: () => facts,
    ...(gardener !== undefined && { gardener }),
    ...(accept !== undefined && { acceptances: acceptancesIn(accept) }),
    ...(schemas !== undefined && {
      registry: withUserKinds(builtinRegistry(), readUserSchemas([schemas]).kinds).registry,
    }),
  };
  const tree = readTree(['.']);
  if (gardener === undefined || to === undefined) return judgeTree(tree, treeOptions);
  return judgeUpgrade(tree, treeOptions, { from: gardener, to, switchedOn: gatesSwitchedOn(gardener, to) });
}

function optionsOf(text: string) {
  const args = text.split(' ').filter(word => word !== '');
  const string = { type: 'string' } as const;
  const known = { gardener: string, to: string, accept: string, schemas: string, strict: { type: 'boolean' } } as const;
  return parseArgs({ args, options: known }).values;
}

function acceptancesIn(file: string): readonly Acceptance[] {
  const parsed = parseAcceptances(
    readFileSync(file, 'utf8'),
    allRules().map(({ id }) => id),
  );
  if ('problem' in parsed) throw new Error(`${file}: ${parsed.problem}`);
  return parsed.acceptances;
}

/** Findings name files as seen from the folder that the process stands in. */
function inFolder<Result>(files: Files, judge: () => Result): Result {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    for (const [file, text] of Object.entries(files)) if (file !== checkOptions) writeText(join(folder, file), text);
    process.chdir(folder);
    return judge();
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
