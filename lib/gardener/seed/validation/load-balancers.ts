import type {
  SeedSettingLoadBalancerServices,
  SeedSettingLoadBalancerServicesZones,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { qualifiedNameProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateAnnotations } from '../../../kubernetes/meta/labels';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-LB-CLASS': 'a load balancer class is a qualified name',
  'SEED-LB-POLICY': 'the external traffic policy must be one that Kubernetes knows',
  'SEED-LB-ZONES': {
    reason: 'settings by zone need a seed with at least two zones',
    fix: 'remove zones, or list the zones of the seed in provider.zones',
  },
  'SEED-LB-ZONE-UNKNOWN': { reason: 'the seed has no such zone', fix: 'use a zone of provider.zones' },
  'SEED-LB-ZONE-DUPLICATE': { reason: 'a zone is configured once', fix: 'merge the two entries' },
});

/** The rules about load balancers of seeds. */
export const seedLoadBalancerRules = Object.values(rule);

const policies = ['Cluster', 'Local'];

/** Services of type LoadBalancer that Gardener creates in the seed; `zones` are those of the seed. */
export function validateSeedLoadBalancers(
  settings: Loose<SeedSettingLoadBalancerServices> | undefined,
  zones: readonly string[],
  path: FieldPath,
  report: Report,
): void {
  if (!settings) return;
  validateAnnotations(settings.annotations, path.child('annotations'), report);
  const { class: name } = settings;
  const problems = name === undefined ? [] : qualifiedNameProblems(name);
  if (problems.length > 0)
    report.invalid(rule['SEED-LB-CLASS'], path.child('class'), name, {
      message: `a load balancer class ${problems.join(', ')}`,
    });
  validatePolicy(settings, path, report);
  const configured = settings.zones ?? [];
  if (zones.length <= 1 && configured.length > 0) report.forbidden(rule['SEED-LB-ZONES'], path.child('zones'));
  const seen = new Set<string>();
  for (const [index, zone] of configured.entries()) {
    const entry = path.child('zones').index(index);
    const { name: zoneName = '' } = zone;
    if (!zones.includes(zoneName))
      report.notFound(rule['SEED-LB-ZONE-UNKNOWN'], entry.child('name'), zoneName, { allowed: zones });
    if (seen.has(zoneName)) report.duplicate(rule['SEED-LB-ZONE-DUPLICATE'], entry.child('name'), zoneName);
    seen.add(zoneName);
    validateAnnotations(zone.annotations, entry.child('annotations'), report);
    validatePolicy(zone, entry, report);
  }
}

function validatePolicy(
  settings: Loose<SeedSettingLoadBalancerServices | SeedSettingLoadBalancerServicesZones>,
  path: FieldPath,
  report: Report,
): void {
  const policy = settings.externalTrafficPolicy;
  if (policy !== undefined && !policies.includes(policy))
    report.notSupported(rule['SEED-LB-POLICY'], path.child('externalTrafficPolicy'), policy, policies);
}
