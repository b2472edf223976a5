import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { builtinRegistry, withUserKinds } from '../../../lib/api/registry';
import { allRules } from '../../../lib/cli/reference';
import { gatesSwitchedOn } from '../../../lib/gardener/garden/gardener-feature-gates';
import type { Facts } from '../../../lib/rules/facts';
import { judgeTree, type TreeJudgement, type TreeOptions } from '../../../lib/manifests/judge-tree';
import { readTree } from '../../../lib/manifests/read-tree';
import { judgeUpgrade } from '../../../lib/manifests/upgrade';
import { readUserSchemas } from '../../../lib/manifests/user-schemas';
import type { Acceptance } from '../../../lib/rules/acceptance';
import { parseAcceptances } from '../../../lib/rules/acceptance-file';
import { objects as objectTopic } from '../../../lib/rules/objects/topic';
import { topics } from '../../../lib/topics';

/** By what a folder is judged. */
export interface CheckOptions {
  /** Options of the command `check`, as they are typed. */
  readonly typed: string;
  readonly facts: Facts;
  readonly now: Date;
}

/** Judges the folder that the process stands in, as the command `check` does. */
export function checkFolder({ typed, facts, now }: CheckOptions): TreeJudgement {
  const { gardener, to, strict = false, accept, schemas } = optionsOf(typed);
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
