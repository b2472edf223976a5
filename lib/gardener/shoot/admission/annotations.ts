import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { isTrueText } from '../../../core/truth';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150', {
  'SHOOT-ISSUER-UNAVAILABLE': {
    reason: 'this garden does not manage issuers of service account tokens',
    fix: 'ask its operator for one, or remove the annotation',
  },
  'SHOOT-ISSUER-STAYS': 'a managed issuer cannot be given up again',
  'SHOOT-ISSUER-OWN': {
    reason: 'a Shoot with a managed issuer has no issuer of its own',
    fix: 'remove spec.kubernetes.kubeAPIServer.serviceAccountConfig.issuer or the annotation',
  },
  'SHOOT-LIVE-MIGRATION-GATE': {
    reason: 'the feature gate LiveControlPlaneMigration of gardener-apiserver is off',
    fix: 'remove the annotation',
  },
  'SHOOT-LIVE-MIGRATION-CREATE': { reason: 'a new Shoot is not on the move', fix: 'remove the annotation' },
});

/** The rules about annotations that admission judges. */
export const annotationRules = Object.values(rule);

const annotations = FieldPath.of('metadata', 'annotations');
const issuerAnnotation = 'authentication.gardener.cloud/issuer';
const liveMigration = 'migration.gardener.cloud/live-migrate';

/** A Shoot whose tokens are issued by the garden (`validateManagedServiceAccountIssuer`). */
export function validateManagedIssuer({ shoot, old, world }: ShootChange, report: Report): void {
  const managed = hasManagedIssuer(shoot);
  const wasManaged = old !== undefined && hasManagedIssuer(old);
  if (!managed && !wasManaged) return;
  const path = annotations.key(issuerAnnotation);
  if (!world.managesIssuers()) {
    // the Secret that says so is hardly ever part of a tree
    if (world.complete) report.forbidden(rule['SHOOT-ISSUER-UNAVAILABLE'], path);
    return;
  }
  if (!managed) report.forbidden(rule['SHOOT-ISSUER-STAYS'], path);
  else if (shoot.spec?.kubernetes?.kubeAPIServer?.serviceAccountConfig?.issuer !== undefined)
    report.forbidden(rule['SHOOT-ISSUER-OWN'], path);
}

function hasManagedIssuer({ metadata }: Loose<Shoot>): boolean {
  return metadata?.annotations?.[issuerAnnotation] === 'managed';
}

/** Moving a control plane without downtime is an alpha feature (`validateLiveMigrationPrerequisites`). */
export function validateLiveMigration(
  { shoot, old }: ShootChange,
  gates: Readonly<Record<string, boolean | undefined>>,
  report: Report,
): void {
  if (!isTrueText(shoot.metadata?.annotations?.[liveMigration])) return;
  const path = annotations.key(liveMigration);
  if (gates['LiveControlPlaneMigration'] !== true) report.forbidden(rule['SHOOT-LIVE-MIGRATION-GATE'], path);
  else if (old === undefined) report.forbidden(rule['SHOOT-LIVE-MIGRATION-CREATE'], path);
}
