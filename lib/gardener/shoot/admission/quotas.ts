import type { Quota } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Quantity } from '../../../core/quantity';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { storedPool } from '../validation/update/pools';
import { validateExpiration } from './quota-lifetime';
import { allocatedUsage } from './quota-allocation';
import { addUsage, quotaMetrics, usageOf, type Usage } from './quota-usage';
import type { ProfiledChange, ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/quotavalidator/admission.go v1.150', {
  'SHOOT-QUOTA': {
    reason: 'the Shoots of a quota take no more together than it allows, each pool counted at its maximum',
    fix: 'lower the maximum of a pool, or raise the quota',
  },
  'SHOOT-QUOTA-VOLUME': {
    reason: 'a quota counts the volume of every pool, of the class standard or premium',
    fix: 'set the volume of the pool to a type of such a class',
  },
  'SHOOT-QUOTA-UNCHECKED': {
    severity: 'notice',
    reason: 'the quota of the credentials is not here, so what it allows is not checked',
  },
});

/** The rules about quotas. */
export const quotaRules = Object.values(rule);

const workersPath = FieldPath.of('spec', 'provider', 'workers');

/** What the quotas of the credentials of a Shoot allow; they count together, each of them has to suffice. */
export function validateQuotas(change: ShootChange, report: Report): void {
  const { shoot, old } = change;
  if (shoot.metadata?.deletionTimestamp !== undefined) return;
  const quotas = quotasOf(change, report);
  if (quotas.length === 0) return;
  const { profile } = change.relatives;
  if (profile !== undefined && (old === undefined || takesMore(change)))
    validateUsage({ ...change, profile }, quotas, report);
  if (old !== undefined) validateExpiration(change, quotas, report);
}

function quotasOf({ shoot, relatives, world }: ShootChange, report: Report): readonly Loose<Quota>[] {
  const { secretBinding, credentialsBinding } = relatives;
  const isOld = shoot.spec?.secretBindingName !== undefined;
  const references = (isOld ? secretBinding : credentialsBinding)?.quotas ?? [];
  return references.flatMap(({ name = '', namespace = shoot.metadata?.namespace }) => {
    const quota = world.quota(namespace ?? '', name);
    if (quota !== undefined) return [quota];
    // that a quota does not exist is the matter of the binding
    if (world.absenceOf('Quota', namespace, name).state === 'unknown') {
      const path = FieldPath.of('spec', isOld ? 'secretBindingName' : 'credentialsBindingName');
      const message = `not checked: Quota ${namespace ?? ''}/${name} is not here`;
      report.add(rule['SHOOT-QUOTA-UNCHECKED'], path, { value: name, message });
    }
    return [];
  });
}

/** Whether an update may take more than before (`quotaVerificationNeeded`). */
function takesMore({ shoot, old }: ShootChange): boolean {
  const [next, before] = [shoot, old].map(side => side?.spec?.addons?.nginxIngress?.enabled === true);
  if (next === true && before === false) return true;
  return (shoot.spec?.provider?.workers ?? []).some(worker => {
    const stored = storedPool(old?.spec?.provider?.workers, worker.name);
    if (stored === undefined || worker.machine?.type !== stored.machine?.type) return true;
    return worker.maximum !== stored.maximum || !semanticEqual(worker.volume, stored.volume);
  });
}

function validateUsage(change: ProfiledChange, quotas: readonly Loose<Quota>[], report: Report): void {
  const { usage, uncountable } = usageOf(change.shoot, change.profile);
  for (const index of uncountable)
    report.internal(rule['SHOOT-QUOTA-VOLUME'], workersPath.index(index).child('volume'));
  if (uncountable.length > 0) return;
  for (const quota of quotas) {
    const required = addUsage(allocatedUsage(change, quota), usage);
    if (!reportExcess(quota, required, report)) return;
  }
}

/** False when the quota does not suffice; what it says about other metrics is said once. */
function reportExcess({ metadata, spec }: Loose<Quota>, required: Usage, report: Report): boolean {
  const excess = quotaMetrics.flatMap(metric => {
    const limit = spec?.metrics?.[metric];
    const allowed = limit === undefined ? undefined : Quantity.parse(limit);
    const needed = required[metric] ?? Quantity.zero;
    return allowed && needed.compare(allowed) > 0 ? [`${needed.toString()} of ${allowed.toString()} ${metric}`] : [];
  });
  if (excess.length === 0) return true;
  const name = `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
  const message = `all Shoots of Quota ${name} would take ${excess.join(', ')} at their maximum`;
  report.forbidden(rule['SHOOT-QUOTA'], workersPath, { value: excess, message });
  return false;
}
