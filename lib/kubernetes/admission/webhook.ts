import type {
  MutatingWebhook,
  MutatingWebhookConfiguration,
  ValidatingWebhook,
  ValidatingWebhookConfiguration,
} from '../../../imports/admissionregistration.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1035LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { validateClientConfig } from './client-config';
import { validateMatchConditions } from './match-condition';
import { validateResourceRule } from './resource-rule';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'WEBHOOK-NAME': {
    reason: 'the name of a webhook is a DNS name of at least three parts',
    fix: 'write for example pods.webhook.example.com',
  },
  'WEBHOOK-SIDE-EFFECTS': {
    reason: 'a webhook must have no side effects, at least none in dry runs',
    fix: 'set sideEffects: None, or NoneOnDryRun',
  },
  'WEBHOOK-TIMEOUT': 'the API server waits 1 to 30 seconds for a webhook',
  'WEBHOOK-REVIEW-VERSIONS': {
    reason: 'a webhook must take AdmissionReviews of a version that the API server knows',
    fix: 'set admissionReviewVersions: [v1]',
  },
});

const sideEffects = ['None', 'NoneOnDryRun'];
const reviewVersions = ['v1', 'v1beta1'];
const maxTimeoutSeconds = 30;
const webhooksPath = FieldPath.of('webhooks');

type Webhook = Loose<ValidatingWebhook | MutatingWebhook>;

/**
 * New webhooks of either kind (`ValidateValidatingWebhookConfiguration`, `ValidateMutatingWebhookConfiguration`); that their names differ is
 * in the schema.
 */
export function validateWebhookConfiguration(
  { metadata, webhooks = [] }: Loose<ValidatingWebhookConfiguration | MutatingWebhookConfiguration>,
  report: Report,
): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: dns1123SubdomainProblems }, report);
  for (const [index, webhook] of webhooks.entries()) {
    const path = webhooksPath.index(index);
    validateWebhook(webhook, path, report);
    validateReviewVersions(webhook.admissionReviewVersions ?? [], path.child('admissionReviewVersions'), report);
  }
}

/** The policies for failures, matches and reinvocation are those that the schema lists. */
function validateWebhook(webhook: Webhook, path: FieldPath, report: Report): void {
  const { sideEffects: effects, timeoutSeconds: timeout = 10, clientConfig } = webhook;
  validateName(webhook.name ?? '', path.child('name'), report);
  for (const [index, entry] of (webhook.rules ?? []).entries())
    validateResourceRule(entry, path.child('rules').index(index), report);
  if (effects === undefined) report.required(rule['WEBHOOK-SIDE-EFFECTS'], path.child('sideEffects'));
  else if (!sideEffects.includes(effects))
    report.notSupported(rule['WEBHOOK-SIDE-EFFECTS'], path.child('sideEffects'), effects, sideEffects);
  if (timeout < 1 || timeout > maxTimeoutSeconds)
    report.invalid(rule['WEBHOOK-TIMEOUT'], path.child('timeoutSeconds'), timeout);
  validateLabelSelector(webhook.namespaceSelector, path.child('namespaceSelector'), report);
  validateLabelSelector(webhook.objectSelector, path.child('objectSelector'), report);
  // the schema asks for it
  if (clientConfig !== undefined) validateClientConfig(clientConfig, path.child('clientConfig'), report);
  validateMatchConditions(webhook.matchConditions, { path: path.child('matchConditions'), params: false }, report);
}

function validateName(name: string, path: FieldPath, report: Report): void {
  if (name === '') {
    report.required(rule['WEBHOOK-NAME'], path);
    return;
  }
  const problems = dns1123SubdomainProblems(name);
  if (problems.length > 0 || name.split('.').length < 3)
    report.invalid(rule['WEBHOOK-NAME'], path, name, {
      ...(problems.length > 0 && { message: `the name of a webhook ${problems.join(', ')}` }),
    });
}

function validateReviewVersions(versions: readonly string[], path: FieldPath, report: Report): void {
  if (versions.length === 0) {
    report.required(rule['WEBHOOK-REVIEW-VERSIONS'], path);
    return;
  }
  for (const [index, version] of versions.entries()) {
    const at = path.index(index);
    if (versions.indexOf(version) < index)
      report.invalid(rule['WEBHOOK-REVIEW-VERSIONS'], at, version, { message: 'a version is listed once' });
    else
      for (const problem of dns1035LabelProblems(version))
        report.invalid(rule['WEBHOOK-REVIEW-VERSIONS'], at, version, { message: `a version ${problem}` });
  }
  if (!versions.some(version => reviewVersions.includes(version)))
    report.invalid(rule['WEBHOOK-REVIEW-VERSIONS'], path, versions);
}
