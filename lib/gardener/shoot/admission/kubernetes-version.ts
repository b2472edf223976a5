import type { ExpirableVersion } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { classOf, isActiveVersion } from './catalog';
import type { ProfiledChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150', {
  'SHOOT-KUBERNETES-OFFER': {
    reason: 'the CloudProfile does not have this version of Kubernetes',
    fix: 'choose one that it has',
  },
  'SHOOT-KUBERNETES-EXPIRED': {
    reason: 'this version of Kubernetes is expired or not available yet, and nothing new gets it',
    fix: 'choose one that is supported',
  },
});

/** The rules about versions of Kubernetes that a profile offers. */
export const kubernetesVersionRules = Object.values(rule);

/** A version of Kubernetes that is chosen. */
export interface VersionChoice {
  readonly version: string;
  readonly old: string | undefined;
  /** A new Shoot or a new pool does not get an expired version; maintenance may move older ones to it. */
  readonly fresh: boolean;
}

/** The version of the control plane is one of the profile. */
export function validateShootVersion(change: ProfiledChange, report: Report): void {
  const { shoot, old } = change;
  const version = shoot.spec?.kubernetes?.version ?? '';
  const choice = { version, old: old?.spec?.kubernetes?.version, fresh: old === undefined };
  validateOfferedVersion(choice, change, FieldPath.of('spec', 'kubernetes', 'version'), report);
}

/** A version that is chosen newly is one of the profile (`validateKubernetesVersionConstraints`). */
export function validateOfferedVersion(
  { version, old, fresh }: VersionChoice,
  { profile, world }: ProfiledChange,
  path: FieldPath,
  report: Report,
): void {
  if (version === (old ?? '')) return;
  const versions = profile.kubernetes?.versions ?? [];
  const isOffered = (offer: Loose<ExpirableVersion>): boolean => !fresh || isActiveVersion(offer, world.now);
  const chosen = versions.find(offer => offer.version === version);
  if (chosen !== undefined && isOffered(chosen)) return;
  const names = versions
    .filter(isOffered)
    .map(offer => `${offer.version ?? ''}${classOf(offer, world.now) === 'preview' ? ' (preview)' : ''}`);
  report.notSupported(rule[chosen ? 'SHOOT-KUBERNETES-EXPIRED' : 'SHOOT-KUBERNETES-OFFER'], path, version, names);
}
