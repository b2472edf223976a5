import type { ServiceAccountConfig } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { durations, secondsOf } from './durations';
import { validateIssuerUrl } from './issuer';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateKubeAPIServer)', {
  'K8S-TOKEN-NEGATIVE': 'the longest life of a token must not be negative',
  'K8S-TOKEN-SHORT': {
    reason: 'the longest life of a token must be at least 720h (30 days)',
    fix: 'write 720h or more',
  },
  'K8S-TOKEN-LONG': {
    reason: 'the longest life of a token must be at most 2160h (90 days)',
    fix: 'write 2160h or less',
  },
  'K8S-ISSUER-REPEATED': { reason: 'the issuer itself is accepted anyway', fix: 'remove the entry' },
  'K8S-ISSUER-DUPLICATE': { reason: 'an accepted issuer is listed once', fix: 'remove the second entry' },
});

/** The rules about tokens of service accounts. */
export const serviceAccountRules = Object.values(rule);

/** Tokens of service accounts and who issues them; `unchangedIssuers` says that an update left acceptedIssuers as they were. */
export function validateServiceAccountConfig(
  config: Loose<ServiceAccountConfig> | undefined,
  unchangedIssuers: boolean,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  const { maxTokenExpiration, issuer, acceptedIssuers } = config;
  if (maxTokenExpiration !== undefined)
    validateExpiration(maxTokenExpiration, path.child('maxTokenExpiration'), report);
  if (issuer !== undefined) validateIssuerUrl(issuer, path.child('issuer'), report);
  if (acceptedIssuers !== undefined && !unchangedIssuers)
    validateAcceptedIssuers(acceptedIssuers, issuer, path.child('acceptedIssuers'), report);
}

function validateExpiration(expiration: string, path: FieldPath, report: Report): void {
  const seconds = secondsOf(expiration) ?? 0;
  if (seconds < 0) report.invalid(rule['K8S-TOKEN-NEGATIVE'], path, expiration);
  if (seconds > 0 && seconds < 30 * durations.day)
    report.forbidden(rule['K8S-TOKEN-SHORT'], path, { value: expiration });
  if (seconds > 90 * durations.day) report.forbidden(rule['K8S-TOKEN-LONG'], path, { value: expiration });
}

function validateAcceptedIssuers(
  accepted: readonly string[],
  issuer: string | undefined,
  path: FieldPath,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, url] of accepted.entries()) {
    const entry = path.index(index);
    validateIssuerUrl(url, entry, report);
    if (url === issuer) report.invalid(rule['K8S-ISSUER-REPEATED'], entry, url);
    else if (seen.has(url)) report.duplicate(rule['K8S-ISSUER-DUPLICATE'], entry, url);
    seen.add(url);
  }
}
