import type { Topic } from '../topic';
import { identityChecks } from './identity';
import { labelChecks } from './labels';
import { namespaceChecks } from './namespace';
import { secretChecks } from './secrets';
import { unitSizeChecks } from './unit-size';

/** What holds for Kubernetes objects of any kind under Flux. */
export const objects: Topic = {
  name: 'objects',
  checks: [...identityChecks, ...namespaceChecks, ...labelChecks, ...secretChecks, ...unitSizeChecks],
};
