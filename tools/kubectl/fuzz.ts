// node -r tsx/cjs tools/kubectl/fuzz.ts [--scalars N] [--objects N] [--seed N]: lets kubectl and kustomize read random scalars and what our
// writer makes of random objects, and prints what they see differently.
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { objectDisagreements, scalarDisagreements, testObject, type Disagreement } from './agreement';
import { fields, plainScalars, values } from './arbitraries';
import { ClusterReaders } from './cluster-readers';

const most = 20;
const scalarsPerRun = 20_000;
const objectsPerRun = 400;

function main(): number {
  const { values: options } = parseArgs({
    options: {
      scalars: { type: 'string', default: '100000' },
      objects: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const seed = Number(options.seed);
  const readers = new ClusterReaders();
  const found: Disagreement[] = [];
  for (const [run, numRuns] of runs(Number(options.scalars), scalarsPerRun))
    found.push(...scalarDisagreements(readers, fc.sample(plainScalars(), { numRuns, seed: seed + run })));
  for (const [run, numRuns] of runs(Number(options.objects), objectsPerRun)) {
    const maps = fc.sample(fields(values()), { numRuns, seed: seed + run });
    found.push(...objectDisagreements(readers, maps.map(testObject)));
  }
  readers.close();
  for (const disagreement of found.slice(0, most)) console.log(JSON.stringify(disagreement));
  console.log(`${options.scalars} scalars, ${options.objects} objects, ${found.length} disagreements`);
  return found.length === 0 ? 0 : 1;
}

function* runs(total: number, most: number): Iterable<[run: number, size: number]> {
  for (let done = 0, run = 0; done < total; done += most, run++) yield [run, Math.min(most, total - done)];
}

process.exitCode = main();
