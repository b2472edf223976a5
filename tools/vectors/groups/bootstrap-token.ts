import { bootstrapTokenId } from '../../../lib/gardener/seed/bootstrap-token';
import { equal } from '../compare';
import type { VectorCase } from '../shape';

/** `bootstrapTokenId`: the token id of the object of that namespace and name. */
export function bootstrapTokenRun(expected: {
  readonly namespace: string;
  readonly name: string;
  readonly id: string;
}): VectorCase['run'] {
  return () => equal('id', expected.id, bootstrapTokenId(expected));
}
