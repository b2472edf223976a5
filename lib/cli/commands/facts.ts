import * as fs from 'node:fs';
import { observe } from '../../landscape/observe';
import { readTree, standardInput } from '../../manifests/read-tree';
import { writeValue } from '../../yaml/writer';
import { exitCodes, textOption, UsageError, type Command } from '../command';

/** `facts`: observations of live clusters as a file. */
export const command: Command = {
  name: 'facts',
  summary: 'turn kubectl output into a file of facts',
  usage: 'facts FILE... [--seed NAME]',
  help: `
Reads the output of "kubectl get ... -o json" (or -o yaml) and prints the facts in it that no manifest holds: zones of
control planes, egress addresses, gateways, what the infrastructure has made. Values of Secrets are never read.
Store it below apps/<landscape>/facts/.

  --seed NAME  the seed that the objects come from

examples:
  kubectl get ns,infrastructures,workers,gateways -A -o json | cdk8s-gardener facts - --seed soil > apps/meadow/facts/soil.yaml
  kubectl get shoots -A -o json | cdk8s-gardener facts - > apps/meadow/facts/shoots.yaml
`,
  options: { seed: { type: 'string' } },
  run(args) {
    const { positionals } = args;
    if (positionals.length === 0) throw new UsageError('facts needs a file, or "-" for standard input');
    for (const file of positionals)
      if (file !== standardInput && !fs.existsSync(file)) throw new UsageError(`${file}: there is no such file`);
    const { objects, findings } = readTree(positionals);
    if (objects.length === 0)
      throw new UsageError(findings[0]?.message ?? 'there is no Kubernetes object in the input');
    const facts = observe(
      objects.map(({ object }) => object),
      textOption(args, 'seed'),
    );
    process.stdout.write(Object.keys(facts).length === 0 ? '{}\n' : `${writeValue(facts)}\n`);
    return exitCodes.ok;
  },
};
