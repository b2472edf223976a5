import { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { storedPool } from '../validation/update/pools';
import { validateProviderType } from './bindings';
import type { PoolChange, ProfiledChange } from './change';
import { validateOfferedVersion } from './kubernetes-version';
import { validateMachine } from './pool-machine';
import { validateReserved, validateRuntime } from './pool-software';
import { validateVolume } from './pool-volume';
import { validateZones } from './pool-zones';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateLimits)', {
  'SHOOT-NODES-MAX': {
    reason: 'the minimums of all pools exceed the number of nodes that the CloudProfile allows (limits.maxNodesTotal)',
    fix: 'lower the minimum of a pool',
  },
});

/** The rules about all pools together. */
export const poolRules = Object.values(rule);

const workersPath = FieldPath.of('spec', 'provider', 'workers');

/** The pools against the profile, and all that names a provider. */
export function validatePools(change: ProfiledChange, report: Report): void {
  // what belongs to another provider fits in no respect
  if (!validateProviderType(change, report)) return;
  const { shoot, old, relatives, world, profile } = change;
  let kubelet = shoot.spec?.kubernetes?.kubelet;
  for (const [index, worker] of (shoot.spec?.provider?.workers ?? []).entries()) {
    const stored = storedPool(old?.spec?.provider?.workers, worker.name);
    const path = workersPath.index(index);
    const pool: PoolChange = { shoot, old, relatives, world, profile, worker, stored, path };
    if (validateMachine(pool, report)) validateRuntime(pool, report);
    validateVolume(pool, report);
    if (worker.kubernetes !== undefined) {
      // a slip of upstream: the kubelet of one pool counts for later ones that have none, too
      kubelet = worker.kubernetes.kubelet ?? kubelet;
      validateReserved(pool, kubelet, report);
      validateVersion(pool, report);
    }
    validateZones(pool, report);
  }
}

function validateVersion(pool: PoolChange, report: Report): void {
  const { worker, stored, old, path } = pool;
  const version = worker.kubernetes?.version;
  if (version === undefined) return;
  const before = stored?.kubernetes?.version ?? old?.spec?.kubernetes?.version;
  const choice = { version, old: before, fresh: stored === undefined };
  validateOfferedVersion(choice, pool, path.child('kubernetes', 'version'), report);
}

/** No Shoot has more nodes than its profile allows, even when every pool is as small as it gets. */
export function validateNodeLimit({ shoot, profile }: ProfiledChange, report: Report): void {
  const limit = profile.limits?.maxNodesTotal;
  if (limit === undefined || shoot.metadata?.deletionTimestamp !== undefined) return;
  const total = (shoot.spec?.provider?.workers ?? []).reduce((sum, { minimum = 0 }) => sum + minimum, 0);
  if (total <= limit) return;
  const message = `the minimums of all pools are ${total} nodes together, the CloudProfile allows ${limit}`;
  report.forbidden(rule['SHOOT-NODES-MAX'], workersPath, { value: total, message });
}
