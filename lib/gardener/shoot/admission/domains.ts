import { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateDNSDomainUniqueness)', {
  'SHOOT-DOMAIN-TAKEN': { reason: 'another Shoot has this domain', fix: 'choose another domain' },
  'SHOOT-DOMAIN-NESTED': {
    reason: 'the domain lies below or above that of another Shoot',
    fix: 'choose a domain beside it',
  },
});

/** The rules about domains of several Shoots. */
export const domainRules = Object.values(rule);

const path = FieldPath.of('spec', 'dns', 'domain');

/** No two Shoots share a domain or a part of it. */
export function validateDomainUnique({ shoot, world }: ShootChange, report: Report): void {
  const domain = shoot.spec?.dns?.domain;
  if (domain === undefined) return;
  const { name, namespace } = shoot.metadata ?? {};
  for (const { metadata, spec } of world.shoots()) {
    const other = spec?.dns?.domain;
    if (other === undefined || (metadata?.name === name && metadata?.namespace === namespace)) continue;
    const owner = `Shoot ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
    if (other === domain)
      return report.duplicate(rule['SHOOT-DOMAIN-TAKEN'], path, domain, { message: `${owner} has this domain` });
    if (isBelow(other, domain) || isBelow(domain, other)) {
      const message = `${owner} has the domain ${other}`;
      return report.forbidden(rule['SHOOT-DOMAIN-NESTED'], path, { value: domain, message });
    }
  }
}

function isBelow(domain: string, parent: string): boolean {
  return domain.endsWith(parent.startsWith('.') ? parent : `.${parent}`);
}
