import type { KindValidation } from '../kind-validation';
import { autoscaler } from './autoscaler/autoscaler';
import { cronJob } from './cron/cron-job';
import { daemonSet } from './daemon-set';
import { deployment } from './deployment';
import { disruptionBudget } from './disruption-budget';
import { job } from './job/job';
import { lease } from './lease';
import { priorityClass } from './priority-class';
import { replicaSet } from './replica-set';
import { replicationController } from './replication-controller';
import { runtimeClass } from './runtime-class';
import { statefulSet } from './stateful-set';

/** Controllers of pods, and what scales and protects them. */
export const workloadKinds: readonly KindValidation[] = [
  deployment,
  statefulSet,
  daemonSet,
  replicaSet,
  replicationController,
  job,
  cronJob,
  autoscaler,
  disruptionBudget,
  priorityClass,
  runtimeClass,
  lease,
];
