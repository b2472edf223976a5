import { wrap } from '../output/text/wrap';
import type { Rule } from '../rule';
import type { RuleExample } from './example';
import { groupRules, subjectOf } from './groups';

/** A list of rules by subject, one or more lines each. */
export function printRules(rules: readonly Rule[], width = 100): string {
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  const severityWidth = Math.max(...rules.map(({ severity }) => severity.length));
  const groups = groupRules(rules).map(({ title, rules: members }) => {
    const rows = members.flatMap(({ id, severity, reason }) => {
      const head = `  ${id.padEnd(idWidth)}  ${severity.padEnd(severityWidth)}  `;
      const [first = '', ...more] = wrap(reason, { width: Math.max(width - head.length, 40), indent: '', hanging: '' });
      return [head + first, ...more.map(line => ' '.repeat(head.length) + line)];
    });
    return [`${title} (${members.length})`, ...rows].join('\n');
  });
  return `${groups.join('\n\n')}\n`;
}

/** What shows a rule: an example, or why there is none. */
export interface Shown {
  readonly example?: RuleExample | undefined;
  readonly without?: string | undefined;
}

/** Everything that is known about one rule. */
export function printRule(
  { id, severity, reason, fix, source }: Rule,
  { example, without = 'nobody has written one' }: Shown,
  width = 100,
): string {
  const inner = { width, indent: '  ' };
  const lines = [
    `${id}  ${severity}  ${subjectOf(id)}`,
    '',
    ...wrap(reason, { ...inner, hanging: '' }),
    ...(fix === undefined ? [] : wrap(`fix: ${fix}`, inner)),
    ...wrap(`source: ${source}`, inner),
    '',
    ...(example === undefined ? wrap(`no example: ${without}`, inner) : exampleLines(example, width)),
  ];
  return `${lines.join('\n')}\n`;
}

function exampleLines({ kind, path, says, bad, good, change = false }: RuleExample, width: number): string[] {
  const field = path === '' ? 'it' : path;
  return [
    change ? `  bad, as a change of a ${kind} to:` : `  bad, in a ${kind}:`,
    ...snippet(bad ?? `# without ${field}`),
    ...wrap(`-> ${says}`, { width, indent: '    ', hanging: '   ' }),
    '',
    change ? '  from:' : '  good:',
    ...snippet(good ?? `# without ${field}`),
  ];
}

function snippet(yaml: string): string[] {
  return yaml
    .trimEnd()
    .split('\n')
    .map(line => `    ${line}`);
}
