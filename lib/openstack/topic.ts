import type { Topic } from '../rules/topic';
import { openstackChecks } from './checks';
import { compareMachines } from './compare';
import { explainOpenStack } from './explain/explain';
import { openstackFactNames } from './facts';
import { predictMachines } from './predict';
import { imageReports } from './report/image-report';

/** Machines in OpenStack: from CloudProfile and Shoot to machine classes, and which change replaces nodes. */
export const openstack: Topic = {
  name: 'openstack',
  checks: openstackChecks,
  facts: openstackFactNames,
  predict: predictMachines,
  reports: imageReports,
  compare: compareMachines,
  explain: explainOpenStack,
};
