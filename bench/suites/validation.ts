import { manifests } from '../manifests';
import { compiled, interleaved, type Program } from '../measure';
import { printCosts } from '../table';
import { reader } from './check';

/** Gardener's validation and admission alone: what a run with them costs more than one without, against js-yaml reading the same files. */
export function suite(): void {
  for (const count of [1000, 10_000]) {
    const folder = manifests(`validation-${count}`, count);
    const costs = interleaved([
      reader(folder),
      judged(folder, 'no rules', ''),
      judged(folder, 'with rules', 'gardener'),
    ]);
    printCosts(`rules of Gardener over ${count} Shoots`, costs, 'js-yaml reads them');
    const cpu = (name: string): number => costs.get(name)?.cpu ?? NaN;
    const rules = cpu('with rules') - cpu('no rules');
    console.log(`rules alone: ${rules.toFixed(3)} s, ${(rules / cpu('js-yaml reads them')).toFixed(2)} of js-yaml\n`);
  }
}

/** Reads a folder and runs the checks of some topics over it. */
export function judged(folder: string, name: string, topics: string, predict = false): Program {
  return {
    name,
    command: [process.execPath, compiled('topics')],
    environment: { OUTDIR: folder, TOPICS: topics, ...(predict && { PREDICT: '1' }) },
  };
}
