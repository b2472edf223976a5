import type { KubeletConfig, Shoot, Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import { Version } from '../../../../core/version';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { isBeforeMinor, kubernetesVersion } from '../../../kubernetes/version';
import { semanticEqual } from '../../../../kubernetes/meta/semantic-equal';
import { isInPlace } from '../../defaults/workers';
import { operationAnnotation } from '../operation-names';
import { specPath } from '../scope';
import { pendingPools } from '../status';
import { storedPool } from './pools';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-UPDATE-LOCAL-DNS': {
    reason:
      'node-local DNS cannot be switched while pools that are updated in place run Kubernetes before 1.34, or kube-proxy in mode IPVS',
    fix: 'update Kubernetes first, or replace these pools by rolling ones',
  },
  'SHOOT-UPDATE-OLD-VERSION': 'the stored Kubernetes version is no version',
  'SHOOT-UPDATE-PENDING-VERSION': 'while pools are updated in place, the Kubernetes version must be a valid one',
  'SHOOT-UPDATE-PENDING': {
    reason:
      'a pool whose in-place update is not finished does not change, and neither do its Kubernetes version and kubelet',
    fix: `wait for the update, or force this one with the annotation ${operationAnnotation}: force-in-place-update`,
  },
});

/** The rules about changes of pools that are updated in place. */
export const updateInPlaceRules = Object.values(rule);

/** Switching node-local DNS on or off. */
export function validateNodeLocalDnsUpdate(next: Loose<Shoot>, old: Loose<Shoot>, report: Report): void {
  if (usesLocalDns(next) === usesLocalDns(old)) return;
  const { kubernetes, provider } = old.spec ?? {};
  const version = kubernetes?.version ?? '';
  if (Version.parse(version) === undefined)
    return report.invalid(rule['SHOOT-UPDATE-OLD-VERSION'], specPath.child('kubernetes', 'version'), version);
  const proxy = kubernetes?.kubeProxy;
  const usesIpvs = proxy?.enabled === true && proxy.mode === 'IPVS';
  const stands = (worker: Loose<Worker>): boolean =>
    isInPlace(worker) && (usesIpvs || isBeforeMinor(kubernetesVersion(worker.kubernetes?.version ?? version), 34));
  if ((provider?.workers ?? []).some(stands))
    report.forbidden(rule['SHOOT-UPDATE-LOCAL-DNS'], specPath.child('systemComponents', 'nodeLocalDNS'));
}

function usesLocalDns({ spec }: Loose<Shoot>): boolean {
  return spec?.systemComponents?.nodeLocalDNS?.enabled === true;
}

/** Pools whose in-place update is not finished stay as they are (`ValidateInPlaceUpdates`). */
export function validatePendingPools(next: Loose<Shoot>, old: Loose<Shoot>, report: Report): void {
  if (next.metadata?.annotations?.[operationAnnotation] === 'force-in-place-update') return;
  const { auto, manual } = pendingPools(next.status);
  if (auto.length + manual.length === 0) return;
  const path = specPath.child('kubernetes', 'version');
  if ([old, next].some(shoot => Version.parse(versionOf(shoot)) === undefined))
    return report.forbidden(rule['SHOOT-UPDATE-PENDING-VERSION'], path, { value: versionOf(next) });
  for (const [index, worker] of (next.spec?.provider?.workers ?? []).entries()) {
    const { name = '' } = worker;
    if (!isInPlace(worker) || (!auto.includes(name) && !manual.includes(name))) continue;
    const place = specPath.child('provider', 'workers').index(index);
    validatePending({ next, old, worker }, place, report);
  }
}

function validatePending(
  { next, old, worker }: { readonly next: Loose<Shoot>; readonly old: Loose<Shoot>; readonly worker: Loose<Worker> },
  path: FieldPath,
  report: Report,
): void {
  const stored = storedPool(old.spec?.provider?.workers, worker.name);
  if (stored === undefined) return;
  const [version, before] = [effectiveVersion(next, worker), effectiveVersion(old, stored)];
  const same =
    version !== undefined &&
    before !== undefined &&
    version.equals(before) &&
    semanticEqual(worker, stored) &&
    semanticEqual(effectiveKubelet(next, worker), effectiveKubelet(old, stored));
  if (!same) report.forbidden(rule['SHOOT-UPDATE-PENDING'], path, { value: worker.name });
}

const versionOf = ({ spec }: Loose<Shoot>): string => spec?.kubernetes?.version ?? '';

function effectiveVersion(shoot: Loose<Shoot>, { kubernetes }: Loose<Worker>): Version | undefined {
  return Version.parse(kubernetes?.version ?? versionOf(shoot));
}

function effectiveKubelet({ spec }: Loose<Shoot>, { kubernetes }: Loose<Worker>): Loose<KubeletConfig> | undefined {
  return kubernetes?.kubelet ?? spec?.kubernetes?.kubelet;
}
