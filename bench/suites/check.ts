import * as path from 'node:path';
import { execFileSync } from 'node:child_process';
import { manifests } from '../manifests';
import { compiled, interleaved, scratch, type Program } from '../measure';
import { unlike } from '../shoots';
import { printCosts } from '../table';

const command = path.resolve('build/lib/cli/bin.js');

/** `check` over Shoots in YAML, with everything that they refer to: against js-yaml reading the files, and against kubeconform with the schema alone. */
export function suite(): void {
  for (const count of [1000, 10_000, 50_000]) compare(`${count} Shoots`, manifests(`check-${count}`, count), count);
  // what the Shoots of one template have in common is judged once; here each has a spec of its own
  compare('10000 Shoots, each unlike all others', manifests('unlike', 10_000, unlike()), 10_000);
}

function compare(name: string, folder: string, count: number): void {
  const rounds = count > 10_000 ? 1 : 3;
  printCosts(
    `check of ${name}`,
    interleaved([ours(folder), reader(folder), ...kubeconform(folder)], rounds),
    'js-yaml reads them',
  );
}

function ours(folder: string): Program {
  return { name: 'cdk8s-gardener check', command: [process.execPath, command, 'check', folder, '--now', '2026-06-01'] };
}

/** js-yaml reads the files of a folder. */
export function reader(folder: string): Program {
  return {
    name: 'js-yaml reads them',
    command: [process.execPath, compiled('js-yaml')],
    environment: { OUTDIR: folder },
  };
}

/** Judges the Shoots alone, where KUBECONFORM_BIN names the program. */
function kubeconform(folder: string): Program[] {
  const { KUBECONFORM_BIN } = process.env;
  if (KUBECONFORM_BIN === undefined) return [];
  const catalog = scratch('catalog');
  execFileSync(process.execPath, [command, 'schema', '--catalog', catalog], { stdio: 'ignore' });
  const location = `${catalog}/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`;
  const shoots = path.join(folder, 'bench/virtual-garden/shoots');
  return [{ name: 'kubeconform', command: [KUBECONFORM_BIN, '-strict', '-schema-location', location, shoots] }];
}
