import type { Shoot, ShootSpec } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { sameGroupResources } from '../../../kubernetes/encryption-update';
import { validateImmutable } from '../../../../kubernetes/meta/immutable';
import { failureTolerance } from '../control-plane';
import { specPath } from '../scope';
import { encryptedResources, isInHibernation, rotationPhase, wantedEncryption } from '../status';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-UPDATE-HA-HIBERNATED': {
    reason: 'a sleeping control plane cannot become highly available',
    fix: 'wake the Shoot up first',
  },
  'SHOOT-UPDATE-HA': { reason: 'the failure that a control plane tolerates never changes', fix: 'create a new Shoot' },
  'SHOOT-UPDATE-ZONES-LOST': 'a control plane that is spread over zones keeps the zone in which it was',
  'SHOOT-UPDATE-ZONES':
    'the zones of a control plane can be removed, or become three together with the tolerance of a zone',
  'SHOOT-HIBERNATE-ROTATION': {
    reason: 'a Shoot does not hibernate while its keys are rotated',
    fix: 'wait until the rotation is prepared or completed',
  },
  'SHOOT-HIBERNATE-ENCRYPTION': {
    reason: 'a Shoot does not hibernate while a change of the encryption is rolled out',
    fix: 'wait for the next successful reconciliation',
  },
});

/** The rules about changes of control planes. */
export const updateControlPlaneRules = Object.values(rule);

/** Availability of the control plane (`ValidateShootHAConfigUpdate`). */
export function validateAvailabilityUpdate(next: Loose<Shoot>, old: Loose<Shoot>, report: Report): void {
  const [type, stored] = [failureTolerance(next.spec ?? {}), failureTolerance(old.spec ?? {})];
  const path = specPath.child('controlPlane', 'highAvailability', 'failureTolerance', 'type');
  if (type !== undefined && stored === undefined && isInHibernation(next))
    report.forbidden(rule['SHOOT-UPDATE-HA-HIBERNATED'], path, { value: type });
  if (stored !== undefined && next.spec?.seedName !== undefined)
    validateImmutable(rule['SHOOT-UPDATE-HA'], { next: type, old: stored, path }, report);
}

/** Zones of the seed to which the control plane is pinned; `path` is its configuration. */
export function validateControlPlaneZonesUpdate(
  next: Loose<ShootSpec>,
  old: Loose<ShootSpec>,
  path: FieldPath,
  report: Report,
): void {
  const [zones, stored] = [next.controlPlane?.zones ?? [], old.controlPlane?.zones ?? []];
  if (zones.length === 0 || zones.join() === stored.join()) return;
  const place = path.child('zones');
  const spreads = failureTolerance(next) === 'zone' && failureTolerance(old) !== 'zone' && stored.length > 0;
  if (!spreads) report.forbidden(rule['SHOOT-UPDATE-ZONES'], place, { value: zones });
  else if (stored.some(zone => !zones.includes(zone)))
    report.forbidden(rule['SHOOT-UPDATE-ZONES-LOST'], place, { value: zones });
}

const moving = {
  etcdEncryptionKey: ['Preparing', 'Completing'],
  serviceAccountKey: ['Preparing', 'PreparingWithoutWorkersRollout', 'Completing'],
} as const;

/** Going to sleep (`validateHibernationUpdate`). */
export function validateHibernationUpdate(next: Loose<Shoot>, old: Loose<Shoot>, report: Report): void {
  if (next.spec?.hibernation?.enabled !== true || old.spec?.hibernation?.enabled === true) return;
  const path = specPath.child('hibernation', 'enabled');
  for (const name of ['etcdEncryptionKey', 'serviceAccountKey'] as const) {
    const phase = rotationPhase(next.status, name);
    if (!(moving[name] as readonly string[]).includes(phase)) continue;
    const message = `a Shoot does not hibernate while the rotation of ${name} is in phase ${phase}`;
    report.forbidden(rule['SHOOT-HIBERNATE-ROTATION'], path, { message });
  }
  if (!sameGroupResources(wantedEncryption(old.spec), encryptedResources(old.status)))
    report.forbidden(rule['SHOOT-HIBERNATE-ENCRYPTION'], path);
}
