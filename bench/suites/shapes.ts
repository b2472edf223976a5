import { interleaved } from '../measure';
import { printCosts } from '../table';
import { renderer } from './render';

/** Trees that stock cdk8s cannot do in reasonable time: a chain of charts, and very many charts. Ours against the same objects in units of 500. */
export function suite(): void {
  printCosts(
    'chain of 5 charts x 200 objects',
    interleaved([
      renderer('units of 500', 'ours', { COUNT: '1000', CHECKS: 'kinds' }),
      renderer('chain', 'ours', { COUNT: '1000', PER_UNIT: '200', FORM: 'chain', CHECKS: 'kinds' }),
    ]),
    'units of 500',
  );
  printCosts(
    '3000 objects',
    interleaved([
      renderer('units of 500', 'ours', { COUNT: '3000', CHECKS: 'kinds' }),
      renderer('3000 charts', 'ours', { COUNT: '3000', PER_UNIT: '1', CHECKS: 'kinds' }),
    ]),
    'units of 500',
  );
}
