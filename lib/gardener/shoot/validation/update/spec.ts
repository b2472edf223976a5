import type { Kubernetes, ShootSpec, Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { kubernetesVersion } from '../../../kubernetes/version';
import type { ValidationContext } from '../../../validation-context';
import { validateImmutable } from '../../../../kubernetes/meta/immutable';
import { semanticEqual } from '../../../../kubernetes/meta/semantic-equal';
import { isInPlace } from '../../defaults/workers';
import { validateCloudProfile } from '../bindings';
import { isGateOn } from '../scope';
import { validateControlPlaneZonesUpdate } from './control-plane';
import { validateDnsUpdate, validateNetworkingUpdate } from './network-and-dns';
import { storedPool, validateProviderUpdate } from './pools';
import { validateImageVersionUpdate, validateKubernetesVersionUpdate } from './versions';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateShootSpecUpdate)', {
  'SHOOT-UPDATE-DELETING': {
    reason: 'the spec of a Shoot that is being deleted never changes',
    fix: 'undo the change',
  },
  'SHOOT-UPDATE-REGION': { reason: 'the region of a Shoot never changes', fix: 'create a new Shoot' },
  'SHOOT-UPDATE-CREDENTIALS': {
    reason: 'credentialsBindingName stays once it is set',
    fix: 'set it to the same or another binding',
  },
  'SHOOT-UPDATE-SECRET-BINDING': {
    reason: 'secretBindingName never changes; it is only removed when credentialsBindingName takes over',
    fix: 'set credentialsBindingName and remove secretBindingName',
  },
  'SHOOT-UPDATE-NODE-MASK': {
    reason: 'the size of the pod ranges of nodes never changes',
    fix: 'write the value that the stored Shoot has, also when it was a default',
  },
  'SHOOT-UPDATE-WORKERLESS': 'a Shoot does not change between having workers and having none',
  'SHOOT-UPDATE-SCHEDULER': 'the scheduler of a Shoot never changes',
});

/** The rules about changes of specs that no table of a part holds. */
export const updateSpecRules = Object.values(rule);

/** A spec before and after a change. */
export interface SpecChange {
  readonly next: Loose<ShootSpec>;
  readonly old: Loose<ShootSpec>;
  /** The object is being deleted. */
  readonly deleting: boolean;
}

/** Changes of a spec or of the template of one; `path` is the spec (`ValidateShootSpecUpdate`). */
export function validateShootSpecUpdate(
  { next, old, deleting }: SpecChange,
  context: ValidationContext,
  path: FieldPath,
  report: Report,
): void {
  if (deleting && !semanticEqual(next, old)) return report.forbidden(rule['SHOOT-UPDATE-DELETING'], path);
  validateImmutable(
    rule['SHOOT-UPDATE-REGION'],
    { next: next.region, old: old.region, path: path.child('region') },
    report,
  );
  const version = next.kubernetes?.version ?? '';
  validateCloudProfile(next, kubernetesVersion(version), path, report);
  validateControlPlaneZonesUpdate(next, old, path.child('controlPlane'), report);
  validateBindingUpdate(next, old, path, report);
  const dns = { next: next.dns, old: old.dns };
  validateDnsUpdate(dns, next.seedName !== undefined, path.child('dns'), report);
  const place = path.child('kubernetes', 'version');
  const change = { next: version, old: old.kubernetes?.version ?? '', maySkip: false };
  validateKubernetesVersionUpdate(change, place, report);
  validateNodeMaskUpdate(next.kubernetes, old.kubernetes, path.child('kubernetes', 'kubeControllerManager'), report);
  const [workers, stored] = [next.provider?.workers ?? [], old.provider?.workers ?? []];
  if (workers.length > 0 !== stored.length > 0)
    return report.forbidden(rule['SHOOT-UPDATE-WORKERLESS'], path.child('provider', 'workers'));
  const provider = { next: next.provider ?? {}, old: old.provider ?? {} };
  validateProviderUpdate(provider, isGateOn(context, 'InPlaceNodeUpdates'), path.child('provider'), report);
  validatePoolVersions(next, old, path.child('provider', 'workers'), report);
  validateNetworkingUpdate({ next: next.networking, old: old.networking }, path.child('networking'), report);
  validateSchedulerUpdate(next.schedulerName, old.schedulerName, path.child('schedulerName'), report);
}

function validateBindingUpdate(next: Loose<ShootSpec>, old: Loose<ShootSpec>, path: FieldPath, report: Report): void {
  const { secretBindingName: secret, credentialsBindingName: credentials = '' } = next;
  if (old.credentialsBindingName !== undefined && credentials === '')
    report.forbidden(rule['SHOOT-UPDATE-CREDENTIALS'], path.child('credentialsBindingName'));
  if (old.secretBindingName !== undefined && secret === undefined && credentials !== '') return;
  // upstream compares pointers, so that an empty name is not the same as none
  if (secret !== old.secretBindingName)
    report.invalid(rule['SHOOT-UPDATE-SECRET-BINDING'], path.child('secretBindingName'), secret);
}

function validateNodeMaskUpdate(
  next: Loose<Kubernetes> | undefined,
  old: Loose<Kubernetes> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const [config, stored] = [next?.kubeControllerManager, old?.kubeControllerManager];
  for (const field of ['nodeCIDRMaskSize', 'nodeCIDRMaskSizeIPv6'] as const) {
    // a Shoot that changes to both IP families gets an IPv6 mask
    if (field === 'nodeCIDRMaskSizeIPv6' && stored?.[field] === undefined) continue;
    const change = { next: config?.[field], old: stored?.[field], path: path.child(field) };
    validateImmutable(rule['SHOOT-UPDATE-NODE-MASK'], change, report);
  }
}

function validatePoolVersions(next: Loose<ShootSpec>, old: Loose<ShootSpec>, path: FieldPath, report: Report): void {
  for (const [index, worker] of (next.provider?.workers ?? []).entries()) {
    // a new pool is judged as if it had been there before
    const stored = storedPool(old.provider?.workers, worker.name) ?? worker;
    const place = path.index(index);
    const maySkip = !isInPlace(worker);
    const change = { next: effectiveVersion(next, worker), old: effectiveVersion(old, stored), maySkip };
    validateKubernetesVersionUpdate(change, place.child('kubernetes', 'version'), report);
    if (isInPlace(worker))
      validateImageVersionUpdate(worker, stored, place.child('machine', 'image', 'version'), report);
  }
}

const effectiveVersion = ({ kubernetes }: Loose<ShootSpec>, worker: Loose<Worker>): string =>
  worker.kubernetes?.version ?? kubernetes?.version ?? '';

function validateSchedulerUpdate(
  next: string | undefined,
  old: string | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (next === old || (old === undefined && next === 'default-scheduler')) return;
  report.invalid(rule['SHOOT-UPDATE-SCHEDULER'], path, next);
}
