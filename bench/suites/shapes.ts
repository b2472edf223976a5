import { interleaved } from '../measure';
import { printCosts } from '../table';
import { renderer } from './render';

/** Everything but the files, with the kinds checked. */
const settings = { CHECKS: 'kinds', SINK: 'none' };

/** Trees that stock cdk8s cannot do in reasonable time: a chain of charts, and very many charts. Ours against the same objects in units of 500. */
export function suite(): void {
  printCosts(
    'chain of 5 charts x 200 objects',
    interleaved([
      renderer('units of 500', 'ours', { ...settings, COUNT: '1000' }),
      renderer('chain', 'ours', { ...settings, COUNT: '1000', PER_UNIT: '200', FORM: 'chain' }),
    ]),
    'units of 500',
  );
  printCosts(
    '3000 objects',
    interleaved([
      renderer('units of 500', 'ours', { ...settings, COUNT: '3000' }),
      renderer('3000 charts', 'ours', { ...settings, COUNT: '3000', PER_UNIT: '1' }),
    ]),
    'units of 500',
  );
}
