import { interleaved } from '../measure';
import { printCosts } from '../table';
import { renderer } from './render';

/** A file per Shoot, 10,000 files: the first run, and a second one that changes nothing. */
export function suite(): void {
  const settings = { COUNT: '10000', FORM: 'file-per-object' };
  printCosts(
    'first run, 10,000 files',
    interleaved([renderer('stock', 'stock', settings), renderer('ours', 'ours', settings)], 3),
    'stock',
  );
  printCosts(
    'second run, nothing changed',
    interleaved(
      [
        renderer('stock', 'stock', { ...settings, RUN: '2' }, true),
        renderer('ours', 'ours', { ...settings, RUN: '2' }, true),
      ],
      3,
    ),
    'stock',
  );
}
