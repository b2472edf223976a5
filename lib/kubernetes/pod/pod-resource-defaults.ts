import type { Container, PodSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import { readAmounts, totalOf, type Amounts } from './container-totals';
import { allowsOvercommit, isHugePages, isPodResource } from './resource-names';

/** What a whole pod asks for. */
export interface PodAmounts {
  readonly limits: Amounts;
  readonly requests: Amounts;
}

/** What the limits of a container are. */
export const limitsOf = ({ resources }: Loose<Container>): Amounts => readAmounts(resources?.limits);

/** What the requests of a container are, as a template has them. */
export const requestsOf = ({ resources }: Loose<Container>): Amounts => readAmounts(resources?.requests);

/** In a Pod, a container without a request asks for its limit. */
export const requestsInPod = (container: Loose<Container>): Amounts =>
  new Map([...limitsOf(container), ...requestsOf(container)]);

/**
 * What a Pod asks for once the API server has filled it in from its containers (`defaultHugePagePodLimits`, `defaultPodRequests`):
 * huge pages of the containers become limits; with limits, requests are those of the containers, else the limits.
 */
export function defaultedPodAmounts(spec: Loose<PodSpec>): PodAmounts {
  const limits = new Map(readAmounts(spec.resources?.limits));
  const requests = new Map(readAmounts(spec.resources?.requests));
  if (limits.size + requests.size > 0)
    for (const [resource, amount] of totalOf(spec, limitsOf))
      if (isHugePages(resource) && !requests.has(resource) && !limits.has(resource)) limits.set(resource, amount);
  if (limits.size === 0) return { limits, requests };
  for (const [resource, amount] of totalOf(spec, requestsInPod))
    if (isPodResource(resource) && allowsOvercommit(resource) && !requests.has(resource))
      requests.set(resource, amount);
  for (const [resource, amount] of limits)
    if (isPodResource(resource) && !requests.has(resource)) requests.set(resource, amount);
  return { limits, requests };
}
