import { suggest } from '../../core/suggest';
import { exampleOf, reasonWithout } from '../../rules/reference/examples';
import { subjectOf } from '../../rules/reference/groups';
import { printRule, printRules, type Shown } from '../../rules/reference/print';
import { searchRules } from '../../rules/reference/search';
import type { Rule } from '../../rules/rule';
import { exitCodes, oneOf, textOption, UsageError, type Command } from '../command';
import { allRules } from '../reference';
import { terminal } from '../terminal';

/** `rules`: what is checked, and why. */
export const command: Command = {
  name: 'rules',
  summary: 'list all rules, or explain one',
  usage: 'rules [ID | WORD...] [--format FORMAT]',
  help: `
Without an argument: every rule with its severity, by subject. With an id: the rule, what to do
about it, where it comes from, and an example of what it refuses and what it accepts. With words:
the rules that mention all of them, in their id, reason, fix, source or example. A whole message
may be given in quotes.

  --format FORMAT  text (default), json

examples:
  cdk8s-gardener rules SHOOT-WORKER-SURGE
  cdk8s-gardener rules kubelet reserved
  cdk8s-gardener rules "maxSurge and maxUnavailable must not both be 0"
`,
  options: { format: { type: 'string' } },
  run(args) {
    const format = oneOf(['text', 'json'], textOption(args, 'format') ?? 'text', 'format');
    const query = args.positionals.join(' ');
    const rules = allRules();
    const one = rules.find(({ id }) => id === query.toUpperCase());
    const found = one === undefined ? rulesFor(query, rules) : [one];
    if (format === 'json') process.stdout.write(`${JSON.stringify(found.map(withExample), null, 2)}\n`);
    else {
      const { width } = terminal(process.stdout);
      process.stdout.write(one === undefined ? printRules(found, width) : printRule(one, shown(one), width));
    }
    return exitCodes.ok;
  },
};

function shown({ id }: Rule): Shown {
  return { example: exampleOf(id), without: reasonWithout(id) };
}

function withExample(rule: Rule): object {
  const { example, without } = shown(rule);
  return { ...rule, subject: subjectOf(rule.id), example, noExample: without };
}

function rulesFor(query: string, rules: readonly Rule[]): readonly Rule[] {
  if (query === '') return rules;
  const near = suggest(
    query.toUpperCase(),
    rules.map(({ id }) => id),
  );
  const { rules: found, complete } = searchRules(rules, query, exampleOf);
  if (!complete && near !== undefined) throw new UsageError(`no rule "${query}", did you mean ${near}?`);
  if (found.length === 0) throw new UsageError(`no rule mentions "${query}"`);
  if (!complete) process.stderr.write(`no rule mentions all of "${query}"; the nearest:\n\n`);
  return found;
}
