import type { PodSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { optionalText, presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-HOSTNAME': 'hostname and subdomain are DNS labels, hostnameOverride is a DNS name of at most 64 characters',
  'POD-HOSTNAME-OVERRIDE': {
    reason: 'a pod has one host name: hostnameOverride, its own as FQDN, or the one of its node',
    fix: 'remove hostnameOverride, or setHostnameAsFQDN and hostNetwork',
  },
});

const maxOverrideLength = 64;
const label = optionalText({ rule: rule['POD-HOSTNAME'], subject: 'a host name', problems: dns1123LabelProblems });
const override = presentText({
  rule: rule['POD-HOSTNAME'],
  subject: 'a host name',
  problems: dns1123SubdomainProblems,
});

/** The names of a pod as a host (`validatePodHostName`). */
export function validateHostname(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  const { hostname, subdomain, hostnameOverride, setHostnameAsFQDN, hostNetwork } = spec;
  label(hostname, path.child('hostname'), report);
  label(subdomain, path.child('subdomain'), report);
  if (hostnameOverride === undefined) return;
  const place = path.child('hostnameOverride');
  if (setHostnameAsFQDN === true || hostNetwork === true) report.forbidden(rule['POD-HOSTNAME-OVERRIDE'], place);
  const length = Buffer.byteLength(hostnameOverride);
  if (length > maxOverrideLength)
    report.tooLong(rule['POD-HOSTNAME'], place, length, maxOverrideLength, {
      message: `hostnameOverride has at most ${maxOverrideLength} characters`,
    });
  override(hostnameOverride, place, report);
}
