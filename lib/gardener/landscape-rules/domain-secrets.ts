import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';

const rule = ruleTable('gardener:pkg/admissioncontroller/webhook/admission/internaldomainsecret/handler.go v1.150', {
  'GARDEN-DOMAIN-INTERNAL': {
    reason: 'a Secret with the internal domain names the domain and the type of the DNS provider',
    fix: 'set the annotation',
  },
  'GARDEN-DOMAIN-TWICE': {
    reason: 'a namespace has one Secret with the internal domain',
    fix: 'remove one of them',
  },
  'GARDEN-DOMAIN-DEFAULT': {
    severity: 'warning',
    reason: 'without domain and type of the DNS provider on every Secret with a default domain no Shoot gets a domain',
    fix: 'set the annotation',
    source: 'gardener:plugin/pkg/shoot/dns/admission.go v1.150',
  },
});

/** Secrets of the garden that describe domains. */
export const domainSecretCheck: Check = { rules: Object.values(rule), tree: checkSecrets };

const annotations = ['dns.gardener.cloud/domain', 'dns.gardener.cloud/provider'];
const role = 'gardener.cloud/role';
/** A tree that does not tell its clusters counts as one. */
const virtualGardens = ['', 'virtual-garden'];

function checkSecrets(view: View, reportFor: (entry: ViewObject) => Report): void {
  const owners = new Map<string, string>();
  for (const entry of view.ofKind('', 'Secret')) {
    if (!virtualGardens.includes(entry.cluster)) continue;
    const { namespace = '', name = '', labels } = entry.object.metadata;
    if (labels?.[role] === 'default-domain' && namespace === 'garden')
      checkAnnotations(entry, 'GARDEN-DOMAIN-DEFAULT', reportFor);
    if (labels?.[role] !== 'internal-domain' || !isOfGarden(namespace)) continue;
    checkAnnotations(entry, 'GARDEN-DOMAIN-INTERNAL', reportFor);
    const place = `${entry.cluster} ${namespace}`;
    const owner = owners.get(place);
    if (owner !== undefined)
      reportFor(entry).forbidden(rule['GARDEN-DOMAIN-TWICE'], FieldPath.of('metadata', 'labels').key(role), {
        value: 'internal-domain',
        message: `Secret ${namespace}/${owner} has the internal domain already`,
      });
    owners.set(place, owner ?? name);
  }
}

/** The namespace of the garden, or that of a seed in it. */
function isOfGarden(namespace: string): boolean {
  return namespace === 'garden' || namespace.startsWith('seed-');
}

function checkAnnotations(entry: ViewObject, id: keyof typeof rule, reportFor: (entry: ViewObject) => Report): void {
  const given = entry.object.metadata.annotations;
  for (const key of annotations)
    if ((given?.[key] ?? '') === '')
      reportFor(entry).required(rule[id], FieldPath.of('metadata', 'annotations').key(key));
}
