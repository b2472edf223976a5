import { Quantity } from '../../../lib/core/quantity';
import { equal } from '../compare';
import type { VectorCase } from '../shape';

/** One row of a `quantity-table`: the text `in` is stored as `out`. */
export function quantityRun(row: unknown): VectorCase['run'] {
  const { in: text, out } = row as { readonly in: string; readonly out: string };
  return () => equal('out', out, Quantity.parse(text)?.toString());
}
