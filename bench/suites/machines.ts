import { compiled, interleaved, type Program } from '../measure';
import { printCosts } from '../table';

/** Machine classes of Shoots with five pools over three zones: the time for twice as many Shoots is at most twice as long. */
export function suite(): void {
  const program = (count: number): Program => ({
    name: `${count} shoots`,
    command: [process.execPath, compiled('machines')],
    environment: { COUNT: String(count) },
  });
  const costs = interleaved([0, 500, 1000, 2000].map(program));
  printCosts('machine objects, 5 pools x 3 zones', costs, '1000 shoots');
  const started = costs.get('0 shoots')?.cpu ?? 0;
  for (const count of [500, 1000, 2000]) {
    const spent = (costs.get(`${count} shoots`)?.cpu ?? 0) - started;
    console.log(`${count} shoots: ${((spent * 1e6) / (count * 5)).toFixed(0)} µs per pool`);
  }
}
