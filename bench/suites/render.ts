import * as path from 'node:path';
import { compiled, interleaved, scratch, type Program } from '../measure';
import { printCosts } from '../table';

/** Rendering N objects in units of 500, one file per unit: without checks, and with all of them. */
export function suite(): void {
  for (const count of [100, 1000, 10_000, 50_000]) {
    // stock needs half a minute for the largest; three rounds tell enough there
    printCosts(`${count} Shoots`, interleaved(programs(count), count > 10_000 ? 3 : 5), 'limit');
  }
}

function programs(count: number): Program[] {
  return [
    renderer('limit', 'limit', { COUNT: String(count) }),
    renderer('ours', 'ours', { COUNT: String(count) }),
    renderer('ours, kinds checked', 'ours', { COUNT: String(count), CHECKS: 'kinds' }),
    // every topic predicts and prints some 12 objects per Shoot
    ...(count > 10_000 ? [] : [renderer('ours, all topics', 'ours', { COUNT: String(count), CHECKS: 'all' })]),
    renderer('stock', 'stock', { COUNT: String(count) }),
  ];
}

/** A program of bench/programs that renders into a scratch folder, which is emptied before each run unless `keep` says otherwise. */
export function renderer(
  name: string,
  file: string,
  environment: Readonly<Record<string, string>>,
  keep = false,
): Program {
  const folder = scratch(`${name}-${Object.values(environment).join('-')}`);
  return {
    name,
    command: [process.execPath, compiled(file)],
    environment: { PACKAGE: path.resolve('build'), OUTDIR: path.join(folder, 'dist'), ...environment },
    prepare: () => {
      if (!keep) scratch(path.basename(folder));
    },
  };
}
