import { acl } from './acl/topic';
import { flux } from './flux/topic';
import { gardener } from './gardener/topic';
import { kubernetes } from './kubernetes/topic';
import { openstack } from './openstack/topic';
import type { Topic } from './rules/topic';

/** The topics of this package. Nothing else knows them by name. */
export const topics: readonly Topic[] = [kubernetes, gardener, acl, openstack, flux];
