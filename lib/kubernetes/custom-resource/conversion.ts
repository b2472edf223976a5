import type { CustomResourceConversion } from '../../../imports/apiextensions.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1035LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateClientConfig } from '../admission/client-config';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-CONVERSION': 'objects are converted between versions by None or by a Webhook',
  'CRD-CONVERSION-WEBHOOK': {
    reason: 'a webhook is described for the strategy Webhook, and for no other',
    fix: 'write strategy: Webhook and webhook.clientConfig, or neither',
  },
  'CRD-CONVERSION-REVIEW':
    'the webhook and the API server share a version of ConversionReview: v1 or v1beta1, each named once',
});

const strategies = ['None', 'Webhook'];
const reviewVersions = ['v1', 'v1beta1'];

/** How objects of one version become those of another; without a word the API server changes the apiVersion alone. */
export function validateConversion(
  { strategy = '', webhook }: Loose<CustomResourceConversion>,
  path: FieldPath,
  report: Report,
): void {
  if (strategy === '') report.required(rule['CRD-CONVERSION'], path.child('strategy'));
  else if (!strategies.includes(strategy))
    report.notSupported(rule['CRD-CONVERSION'], path.child('strategy'), strategy, strategies);
  const place = path.child('webhook');
  const { clientConfig, conversionReviewVersions: versions = [] } = webhook ?? {};
  if (strategy === 'Webhook') {
    if (clientConfig === undefined) report.required(rule['CRD-CONVERSION-WEBHOOK'], place.child('clientConfig'));
    else validateClientConfig(clientConfig, place.child('clientConfig'), report);
    validateReviewVersions(versions, place.child('conversionReviewVersions'), report);
    return;
  }
  if (clientConfig !== undefined) report.forbidden(rule['CRD-CONVERSION-WEBHOOK'], place.child('clientConfig'));
  if (versions.length > 0) report.forbidden(rule['CRD-CONVERSION-WEBHOOK'], place.child('conversionReviewVersions'));
}

function validateReviewVersions(versions: readonly string[], path: FieldPath, report: Report): void {
  if (versions.length === 0) {
    report.required(rule['CRD-CONVERSION-REVIEW'], path);
    return;
  }
  for (const [index, version] of versions.entries()) {
    const problems = versions.indexOf(version) < index ? ['is named twice'] : dns1035LabelProblems(version);
    if (problems.length > 0)
      report.invalid(rule['CRD-CONVERSION-REVIEW'], path.index(index), version, {
        message: `the version ${problems.join(', ')}`,
      });
  }
  if (!versions.some(version => reviewVersions.includes(version)))
    report.invalid(rule['CRD-CONVERSION-REVIEW'], path, versions);
}
