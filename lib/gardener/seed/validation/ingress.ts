import type { SeedSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateImmutable } from '../../../kubernetes/meta/immutable';
import { validateSeedDomain } from './dns';
import type { SeedSite } from './site';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-INGRESS': { reason: 'a seed needs an ingress', fix: 'set ingress.domain and ingress.controller.kind: nginx' },
  'SEED-INGRESS-CONTROLLER': 'the ingress controller is one that Gardener can install',
  'SEED-INGRESS-DNS': {
    reason: 'the ingress needs a DNS provider, which publishes its domain',
    fix: 'set dns.provider with type and credentialsRef',
  },
  'SEED-INGRESS-IMMUTABLE': { reason: 'the ingress domain never changes', fix: 'create another seed' },
});

/** The rules about the ingress of seeds. */
export const seedIngressRules = Object.values(rule);

const controllers = ['nginx'];

/** The ingress of a seed; a template may leave it to the gardenlet. */
export function validateSeedIngress(spec: Loose<SeedSpec>, { path, template }: SeedSite, report: Report): void {
  const { ingress } = spec;
  if (!ingress) {
    if (!template) report.required(rule['SEED-INGRESS'], path.child('ingress'));
    return;
  }
  const at = path.child('ingress');
  validateSeedDomain(ingress.domain ?? '', at.child('domain'), report);
  const kind = ingress.controller?.kind ?? '';
  if (!controllers.includes(kind))
    report.notSupported(rule['SEED-INGRESS-CONTROLLER'], at.child('controller', 'kind'), kind, controllers);
  if (!spec.dns?.provider) report.required(rule['SEED-INGRESS-DNS'], path.child('dns', 'provider'));
}

/** The domain stays; the ingress as a whole may come and go. */
export function validateSeedIngressUpdate(
  next: Loose<SeedSpec>['ingress'],
  old: Loose<SeedSpec>['ingress'],
  path: FieldPath,
  report: Report,
): void {
  if (!next || !old) return;
  const change = { next: next.domain, old: old.domain, path: path.child('domain') };
  validateImmutable(rule['SEED-INGRESS-IMMUTABLE'], change, report);
}
