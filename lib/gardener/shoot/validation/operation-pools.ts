import type { Shoot, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { suggest } from '../../../core/suggest';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isInPlace } from '../defaults/workers';
import { rollout, rotateRollout } from './operation-names';
import { rotationPhase } from './status';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateShootOperationContext)', {
  'SHOOT-ROLLOUT-PHASE': {
    reason: 'pools are rolled for a rotation only while it waits for them',
    fix: 'wait for the phase WaitingForWorkersRollout in the status',
  },
  'SHOOT-ROLLOUT-POOLS': {
    reason: 'the operation names the pools that it rolls',
    fix: 'write the operation, "=", and names of pools separated by commas',
  },
  'SHOOT-ROLLOUT-POOL-DUPLICATE': { reason: 'a pool is named once', fix: 'remove the second name' },
  'SHOOT-ROLLOUT-POOL-UNKNOWN': 'the Shoot has no pool of that name',
  'SHOOT-ROLLOUT-ALL': { reason: '"*" means all pools and stands alone', fix: 'remove the other names' },
  'SHOOT-ROLLOUT-IN-PLACE': 'a pool that is updated in place cannot be rolled',
});

/** The rules about operations that roll pools. */
export const operationPoolRules = Object.values(rule);

/** An operation that rolls the nodes of the pools that it names; `path` is its annotation. */
export function validatePoolRollout(operation: string, shoot: Loose<Shoot>, path: FieldPath, report: Report): void {
  const workers = shoot.spec?.provider?.workers ?? [];
  const forRotation = operation.startsWith(rotateRollout);
  if (forRotation && !waitsForPools(shoot)) report.forbidden(rule['SHOOT-ROLLOUT-PHASE'], path);
  const named = poolNames(operation, forRotation ? rotateRollout : rollout);
  if (named.includes('')) report.required(rule['SHOOT-ROLLOUT-POOLS'], path);
  const everything = !forRotation && named.length === 1 && named[0] === '*';
  const names = everything ? workers.map(({ name = '' }) => name) : named;
  if (!forRotation && names.includes('*')) report.forbidden(rule['SHOOT-ROLLOUT-ALL'], path, { value: operation });
  validateNames(names, { workers, forRotation }, path, report);
}

function validateNames(
  names: readonly string[],
  { workers, forRotation }: { readonly workers: readonly Loose<Worker>[]; readonly forRotation: boolean },
  path: FieldPath,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) report.duplicate(rule['SHOOT-ROLLOUT-POOL-DUPLICATE'], path, name);
    seen.add(name);
    const worker = workers.find(candidate => candidate.name === name);
    if (worker === undefined) {
      const near = suggest(
        name,
        workers.map(candidate => candidate.name ?? ''),
      );
      report.invalid(
        rule['SHOOT-ROLLOUT-POOL-UNKNOWN'],
        path,
        name,
        near === undefined ? {} : { fix: `write ${near}` },
      );
    } else if (!forRotation && isInPlace(worker)) report.invalid(rule['SHOOT-ROLLOUT-IN-PLACE'], path, name);
  }
}

function waitsForPools({ status }: Loose<Shoot>): boolean {
  const credentials = ['certificateAuthorities', 'serviceAccountKey'] as const;
  return credentials.some(name => rotationPhase(status, name) === 'WaitingForWorkersRollout');
}

/** Without "=" the whole operation counts as one name, as in upstream. */
function poolNames(operation: string, prefix: string): readonly string[] {
  const begin = `${prefix}=`;
  return (operation.startsWith(begin) ? operation.slice(begin.length) : operation).split(',');
}
