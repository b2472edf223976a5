import type {
  MutatingWebhook,
  RuleWithOperations,
  ValidatingWebhook,
} from '../../../imports/admissionregistration.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { isEmptySelector, matchesSelector } from '../meta/label-selector';
import { leaderElection, shootNeeds, type ShootNeed } from './shoot-needs';

const rule = ruleTable('gardener:pkg/gardenlet/controller/shoot/care/constraints.go v1.150', {
  'WEBHOOK-SHOOT': {
    severity: 'warning',
    reason:
      'in a Shoot this webhook can keep the cluster from coming up, so that Gardener neither hibernates nor maintains it safely',
    fix: 'leave out kube-system with a namespaceSelector, match less, or set failurePolicy: Ignore and a timeoutSeconds of at most 15 (3 for leases)',
  },
});

/** Longest wait for a webhook that may fail, and for one on leases, in seconds. */
const maxTimeoutSeconds = 15;
const maxLeaseTimeoutSeconds = 3;
const webhooksPath = FieldPath.of('webhooks');

type Webhook = Loose<ValidatingWebhook | MutatingWebhook>;

/** Webhooks that violate the constraints of a Shoot. */
export const shootWebhookChecks: readonly Check[] = [
  {
    rules: Object.values(rule),
    kinds: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map(
      kind => `admissionregistration.k8s.io/${kind}`,
    ),
    object: checkWebhooks,
  },
];

function checkWebhooks({ object, cluster }: ViewObject, report: Report): void {
  // nothing runs in a virtual garden, and nothing hibernates it
  if (cluster === 'virtual-garden') return;
  const webhooks = (object['webhooks'] ?? []) as readonly Webhook[];
  for (const [index, webhook] of webhooks.entries()) {
    const need = problematicNeed(webhook);
    if (need !== undefined)
      report.add(rule['WEBHOOK-SHOOT'], webhooksPath.index(index), {
        value: webhook.name,
        message: `${rule['WEBHOOK-SHOOT'].reason}: it concerns ${needText(need)}`,
      });
  }
}

/** What a Shoot needs and the webhook can refuse or delay (`IsProblematicWebhook`), with the defaults of the API server. */
function problematicNeed(webhook: Webhook): ShootNeed | undefined {
  const { failurePolicy = 'Fail', timeoutSeconds = 10 } = webhook;
  const disturbed = timeoutSeconds > maxLeaseTimeoutSeconds ? firstMatch(webhook, leaderElection) : undefined;
  if (disturbed !== undefined) return disturbed;
  const isHarmless = failurePolicy !== 'Fail' && timeoutSeconds <= maxTimeoutSeconds;
  return isHarmless ? undefined : firstMatch(webhook, shootNeeds);
}

function firstMatch(webhook: Webhook, needs: readonly ShootNeed[]): ShootNeed | undefined {
  const selected = needs.filter(need => isSelected(webhook, need));
  return selected.find(need => (webhook.rules ?? []).some(matched => matches(matched, need)));
}

function isSelected({ objectSelector, namespaceSelector }: Webhook, need: ShootNeed): boolean {
  const { labels, namespaceLabels, clusterScoped } = need;
  const object = labels === undefined || isEmptySelector(objectSelector) || matchesSelector(objectSelector, labels);
  const namespace =
    namespaceLabels === undefined ||
    isEmptySelector(namespaceSelector) ||
    matchesSelector(namespaceSelector, namespaceLabels);
  // a selector of namespaces selects these as objects, too
  return object && (namespace || (clusterScoped && !isNamespace(need)));
}

function matches(matched: Loose<RuleWithOperations>, need: ShootNeed): boolean {
  const { scope = '*', operations = [], apiGroups = [], apiVersions = [], resources = [] } = matched;
  const isListed = (list: readonly string[], value: string): boolean => list.includes('*') || list.includes(value);
  return (
    (scope === '*' || (scope === 'Cluster') === need.clusterScoped) &&
    (isListed(operations, 'CREATE') || isListed(operations, 'UPDATE')) &&
    isListed(apiGroups, need.group) &&
    isListed(apiVersions, need.version) &&
    resources.some(text => isResource(text, need))
  );
}

function isResource(text: string, need: ShootNeed): boolean {
  const slash = text.indexOf('/');
  const [resource, subresource] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
  return ['*', need.resource].includes(resource) && ['*', need.subresource].includes(subresource);
}

function isNamespace({ group, resource }: ShootNeed): boolean {
  return group === '' && resource === 'namespaces';
}

function needText({ group, resource, subresource, clusterScoped, namespaceLabels }: ShootNeed): string {
  const name = [resource, ...(subresource === '' ? [] : [subresource])].join('/');
  const place = clusterScoped ? undefined : namespaceLabels?.['kubernetes.io/metadata.name'];
  return `${group === '' ? name : `${name}.${group}`}${place === undefined ? '' : ` in ${place}`}`;
}
