import * as path from 'node:path';
import { compiled, interleaved, scratch, type Program } from '../measure';
import { printCosts } from '../table';

/** Rendering N objects in units of 500, one file per unit, without and with checks. */
export function suite(): void {
  for (const count of [100, 1000, 10_000, 50_000]) {
    // stock needs half a minute for the largest; one round tells enough there
    const rounds = count > 10_000 ? 3 : 5;
    printCosts(`${count} Shoots`, interleaved(programs(count), rounds), 'limit');
  }
}

function programs(count: number): Program[] {
  const program = (name: string, file: string, extra: Readonly<Record<string, string>> = {}): Program => {
    const outdir = path.join(scratch(`${name}-${count}`), 'dist');
    return {
      name,
      command: [process.execPath, compiled(file)],
      environment: { COUNT: String(count), PACKAGE: path.resolve('build'), OUTDIR: outdir, ...extra },
      prepare: () => scratch(`${name}-${count}`),
    };
  };
  return [
    program('limit', 'limit'),
    program('ours', 'ours'),
    program('ours, all checks', 'ours', { CHECKS: '1' }),
    program('stock', 'stock'),
  ];
}
