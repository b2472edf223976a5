import { suggest } from '../../core/suggest';
import type { Rule } from '../../rules/rule';
import { exitCodes, UsageError, type Command } from '../command';
import { allRules } from '../reference';

/** `rules`: what is checked, and why. */
export const command: Command = {
  name: 'rules',
  summary: 'list all rules, or explain one',
  usage: 'rules [ID | WORD]',
  help: `
Without an argument: every rule with its severity. With an id: the rule, what to do about it, and where it comes from.
With any other word: the rules that mention it.

examples:
  cdk8s-gardener rules SHOOT-WORKER-SURGE
  cdk8s-gardener rules kubelet
`,
  options: {},
  run({ positionals }) {
    const rules = allRules();
    const [wanted] = positionals;
    if (wanted === undefined) {
      process.stdout.write(table(rules));
      return exitCodes.ok;
    }
    const rule = rules.find(({ id }) => id === wanted.toUpperCase());
    if (rule !== undefined) {
      process.stdout.write(explanation(rule));
      return exitCodes.ok;
    }
    const mentioning = rules.filter(({ id, reason }) => `${id} ${reason}`.toLowerCase().includes(wanted.toLowerCase()));
    if (mentioning.length === 0) {
      const near = suggest(
        wanted,
        rules.map(({ id }) => id),
      );
      throw new UsageError(`no rule mentions "${wanted}"${near === undefined ? '' : `: did you mean ${near}?`}`);
    }
    process.stdout.write(table(mentioning));
    return exitCodes.ok;
  },
};

function table(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return `${rules.map(({ id, severity, reason }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${reason}`).join('\n')}\n`;
}

function explanation({ id, severity, reason, fix, source }: Rule): string {
  return [
    `${id} (${severity})`,
    `  ${reason}`,
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
    `  source: ${source}`,
    '',
  ].join('\n');
}
