import type { Command } from './command';

/** What people come with, and the commands for it in the order of use. */
const purposes: readonly (readonly [purpose: string, commands: readonly string[]])[] = [
  ['look at YAML, whoever wrote it', ['check', 'review', 'explain', 'access', 'policy']],
  ['write a landscape', ['init', 'synth', 'facts', 'import', 'deploy-key', 'package']],
  ['look things up', ['rules', 'schema']],
];

/** What is said without a command: what there is, by purpose, and how to begin. */
export function overview(commands: readonly Command[]): string {
  const known = new Set(purposes.flatMap(([, names]) => names));
  const others = commands.map(({ name }) => name).filter(name => !known.has(name));
  const width = Math.max(...commands.map(({ name }) => name.length));
  const groups = [...purposes, ['more', others] as const].flatMap(([purpose, names]) => {
    const rows = names.flatMap(name => commands.filter(command => command.name === name));
    const lines = rows.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
    return lines.length === 0 ? [] : [`${purpose}\n${lines.join('\n')}`];
  });
  return `cdk8s-gardener: Gardener landscapes as code, checked before the merge

usage: cdk8s-gardener COMMAND [OPTIONS]

${groups.join('\n\n')}

begin with
  cdk8s-gardener check .                                   # every mistake below this folder
  helm template charts/shoot | cdk8s-gardener check -      # what another tool rendered
  cdk8s-gardener rules hibernation                         # what is known about a word

cdk8s-gardener COMMAND --help tells more, with examples. Every command exits with 0 when all is
well, 1 when it has findings, 2 when it was called wrongly or cannot read its input, 3 when it has
a bug.
`;
}
