import type { PodResourceClaim, ResourceClaim } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { optionalText, presentText, requiredText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-CLAIM-NAME': 'a claim of a pod has a name, which is a DNS label',
  'POD-CLAIM-SOURCE': {
    reason: 'a claim of a pod is either a ResourceClaim or made from a ResourceClaimTemplate',
    fix: 'leave one of resourceClaimName and resourceClaimTemplateName',
  },
  'POD-CLAIM-USE': 'a container names each claim of its pod, or each request in it, once',
});

const claimName = requiredText({
  rule: rule['POD-CLAIM-NAME'],
  subject: 'the name of a claim',
  problems: dns1123LabelProblems,
});
const objectName = presentText({
  rule: rule['POD-CLAIM-SOURCE'],
  subject: 'the name',
  problems: dns1123SubdomainProblems,
});
const requestName = optionalText({ rule: rule['POD-CLAIM-USE'], subject: 'a request', problems: dns1123LabelProblems });

/** The resource claims of a pod (`validatePodResourceClaims`); the schema finds two of the same name. */
export function validatePodClaims(
  claims: readonly Loose<PodResourceClaim>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const [index, claim] of claims.entries()) {
    const entry = path.index(index);
    const { name, resourceClaimName, resourceClaimTemplateName } = claim;
    claimName(name, entry.child('name'), report);
    if ((resourceClaimName === undefined) === (resourceClaimTemplateName === undefined))
      report.invalid(rule['POD-CLAIM-SOURCE'], entry, claim);
    objectName(resourceClaimName, entry.child('resourceClaimName'), report);
    objectName(resourceClaimTemplateName, entry.child('resourceClaimTemplateName'), report);
  }
}

/** Which claims of its pod a container uses (`validateResourceClaimNames`). */
export function validateUsedClaims(
  uses: readonly Loose<ResourceClaim>[] = [],
  { claims, path }: { readonly claims: ReadonlySet<string>; readonly path: FieldPath },
  report: Report,
): void {
  const used = new Map<string, Set<string>>();
  for (const [index, { name, request = '' }] of uses.entries()) {
    const entry = path.index(index);
    if (name === undefined) continue;
    if (name === '') {
      report.required(rule['POD-CLAIM-USE'], entry);
      continue;
    }
    const requests = used.get(name) ?? new Set();
    if (requests.has('') || requests.has(request) || (request === '' && requests.size > 0))
      report.duplicate(rule['POD-CLAIM-USE'], entry, request === '' ? name : `${name}/${request}`);
    if (!requests.has('')) requestName(request, entry.child('request'), report);
    used.set(name, requests.add(request));
    const near = suggest(name, [...claims]);
    if (!claims.has(name))
      report.notFound(rule['POD-CLAIM-USE'], entry, name, near === undefined ? {} : { fix: `did you mean ${near}` });
  }
}
