import type { Provider, Worker, WorkerControlPlane } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { validateImmutable } from '../../../../kubernetes/meta/immutable';
import { semanticEqual } from '../../../../kubernetes/meta/semantic-equal';
import { isInPlace } from '../../defaults/workers';
import { isSelfHosted } from '../scope';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateProviderUpdate)', {
  'SHOOT-UPDATE-PROVIDER': { reason: 'the provider type never changes', fix: 'create a new Shoot' },
  'SHOOT-UPDATE-IN-PLACE-OFF': {
    reason: 'this landscape does not offer updates in place (feature gate InPlaceNodeUpdates)',
    fix: 'set updateStrategy: AutoRollingUpdate',
  },
  'SHOOT-UPDATE-STRATEGY': {
    reason: 'a pool does not change between updates in place and rolling updates',
    fix: 'create a new pool and remove this one later',
  },
  'SHOOT-UPDATE-IN-PLACE-FIXED': {
    reason: 'machines of a pool that is updated in place are never replaced, so this never changes',
    fix: 'create a new pool and remove this one later',
  },
  'SHOOT-UPDATE-BACKUP': 'provider and region of the backup of a self-hosted Shoot never change',
  'SHOOT-UPDATE-SELF-HOSTED': 'a Shoot does not change between a control plane of its own and one on a seed',
  'SHOOT-UPDATE-CONTROL-PLANE-POOL': 'another pool cannot take over the control plane',
});

/** The rules about changes of pools. */
export const updatePoolRules = Object.values(rule);

/** The stored pool of that name. */
export function storedPool(
  workers: readonly Loose<Worker>[] | undefined,
  name: string | undefined,
): Loose<Worker> | undefined {
  return workers?.find(worker => (worker.name ?? '') === (name ?? ''));
}

/** Changes of the provider and of pools that were there before; `path` is the provider. */
export function validateProviderUpdate(
  { next, old }: { readonly next: Loose<Provider>; readonly old: Loose<Provider> },
  mayUpdateInPlace: boolean,
  path: FieldPath,
  report: Report,
): void {
  validateImmutable(
    rule['SHOOT-UPDATE-PROVIDER'],
    { next: next.type, old: old.type, path: path.child('type') },
    report,
  );
  for (const [index, worker] of (next.workers ?? []).entries()) {
    const place = path.child('workers').index(index);
    const stored = storedPool(old.workers, worker.name);
    if (stored !== undefined) validatePoolUpdate(worker, stored, place, report);
    else if (isInPlace(worker) && !mayUpdateInPlace)
      report.invalid(rule['SHOOT-UPDATE-IN-PLACE-OFF'], place.child('updateStrategy'), worker.updateStrategy);
  }
  validateControlPlanePools(next.workers ?? [], old.workers ?? [], path.child('workers'), report);
}

function validatePoolUpdate(next: Loose<Worker>, old: Loose<Worker>, path: FieldPath, report: Report): void {
  if (isInPlace(next) !== isInPlace(old)) {
    const message = `the update strategy does not change from ${old.updateStrategy ?? ''} to ${next.updateStrategy ?? ''}`;
    report.invalid(rule['SHOOT-UPDATE-STRATEGY'], path.child('updateStrategy'), next.updateStrategy, { message });
  }
  if (isInPlace(next) && next.updateStrategy === old.updateStrategy) validateInPlaceFields(next, old, path, report);
  if (old.controlPlane?.backup)
    validateBackupUpdate(next.controlPlane, old.controlPlane, path.child('controlPlane', 'backup'), report);
}

function validateInPlaceFields(next: Loose<Worker>, old: Loose<Worker>, path: FieldPath, report: Report): void {
  const fixed = rule['SHOOT-UPDATE-IN-PLACE-FIXED'];
  const [image, oldImage] = [next.machine?.image, old.machine?.image];
  const reportChange = (place: FieldPath, value: unknown): void => report.invalid(fixed, place, value);
  if ((next.machine?.type ?? '') !== (old.machine?.type ?? ''))
    reportChange(path.child('machine', 'type'), next.machine?.type);
  if (image && oldImage && image.name !== oldImage.name)
    reportChange(path.child('machine', 'image', 'name'), image.name);
  if (next.cri && old.cri && next.cri.name !== old.cri.name) reportChange(path.child('cri', 'name'), next.cri.name);
  if (!semanticEqual(next.volume, old.volume)) reportChange(path.child('volume'), next.volume);
}

function validateBackupUpdate(
  next: Loose<WorkerControlPlane> | undefined,
  old: Loose<WorkerControlPlane>,
  path: FieldPath,
  report: Report,
): void {
  if (next?.backup === undefined) return report.invalid(rule['SHOOT-UPDATE-BACKUP'], path, undefined);
  for (const field of ['provider', 'region'] as const) {
    const change = { next: next.backup[field], old: old.backup?.[field], path: path.child(field) };
    validateImmutable(rule['SHOOT-UPDATE-BACKUP'], change, report);
  }
}

function validateControlPlanePools(
  next: readonly Loose<Worker>[],
  old: readonly Loose<Worker>[],
  path: FieldPath,
  report: Report,
): void {
  if (isSelfHosted(next) !== isSelfHosted(old)) return report.forbidden(rule['SHOOT-UPDATE-SELF-HOSTED'], path);
  const [carrier, stored] = [next, old].map(workers => workers.find(({ controlPlane }) => controlPlane !== undefined));
  if (carrier?.name !== stored?.name)
    report.forbidden(rule['SHOOT-UPDATE-CONTROL-PLANE-POOL'], path, { value: carrier?.name });
}
