import type { Cost } from './measure';

/** Prints costs as a Markdown table, each with its ratio to one of them. */
export function printCosts(title: string, costs: ReadonlyMap<string, Cost>, base: string): void {
  const reference = costs.get(base)?.cpu ?? NaN;
  console.log(`| ${title} | CPU s | peak MB | against ${base} |\n|---|---|---|---|`);
  for (const [name, { cpu, memory }] of costs)
    console.log(`| ${name} | ${cpu.toFixed(3)} | ${memory || '-'} | ${(cpu / reference).toFixed(2)} |`);
  console.log('');
}
