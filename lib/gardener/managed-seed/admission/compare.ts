import type { SeedSpec, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable, type Rule } from '../../../rules/rule';
import { ingressDomain, zonesOf } from './complete';

const rule = ruleTable('gardener:plugin/pkg/managedseed/validator/admission.go v1.150 (validateSeedSpec)', {
  'MANAGED-SEED-INGRESS-DOMAIN': {
    reason: 'the ingress of a managed seed lies directly below the domain of its Shoot',
    fix: 'remove ingress.domain, or write "ingress." and the domain of the Shoot',
  },
  'MS-05': {
    reason: 'the networks of a managed seed are those of its Shoot',
    fix: 'remove the range, or copy it from the Shoot',
  },
  'MS-06': {
    reason: 'the provider of a managed seed is that of its Shoot',
    fix: 'remove provider.type, or copy it from the Shoot',
  },
  'MS-07': {
    reason: 'the region of a managed seed is that of its Shoot',
    fix: 'remove provider.region, or copy it from the Shoot',
  },
  'MS-08': {
    reason: 'a zone of a managed seed must be one of its Shoot',
    fix: 'remove the zone, or add it to a worker pool of the Shoot',
  },
  'MS-09': {
    reason: 'the vertical pod autoscaler of the Shoot serves the seed, too',
    fix: 'set settings.verticalPodAutoscaler.enabled to false',
  },
  'MANAGED-SEED-TOPOLOGY-HINTS': {
    reason: 'topology-aware routing needs the feature gate TopologyAwareHints in every component of the Shoot',
    fix: 'remove the feature gate from the Shoot, or switch topology-aware routing off',
  },
});

/** The rules about what a managed seed and its Shoot have in common. */
export const managedSeedEqualityRules = Object.values(rule);

type Seed = Loose<SeedSpec>;

/** What a managed seed and its Shoot must have in common; `path` is the spec of the seed. */
export function compareSeed(seed: Seed, shoot: Loose<Shoot>, path: FieldPath, report: Report): void {
  const domain = ingressDomain(shoot);
  const differ = (equality: Rule, value: string | undefined, wanted: string | undefined, at: FieldPath): void => {
    if ((value ?? '') === (wanted ?? '')) return;
    const message = `${equality.reason}, which is ${wanted ?? 'not set'}`;
    report.invalid(equality, at, value ?? '', { message, ...(wanted !== undefined && { allowed: [wanted] }) });
  };
  if (domain !== undefined && seed.ingress !== undefined)
    differ(rule['MANAGED-SEED-INGRESS-DOMAIN'], seed.ingress.domain, domain, path.child('ingress', 'domain'));
  for (const network of ['nodes', 'pods', 'services'] as const) {
    const range = shoot.spec?.networking?.[network];
    if (range !== undefined) differ(rule['MS-05'], seed.networks?.[network], range, path.child('networks', network));
  }
  const provider = path.child('provider');
  differ(rule['MS-06'], seed.provider?.type, shoot.spec?.provider?.type, provider.child('type'));
  differ(rule['MS-07'], seed.provider?.region, shoot.spec?.region, provider.child('region'));
  compareSettings(seed, shoot, path.child('settings'), report);
}

/** Zones must be zones of the Shoot; `zones` are those to look at, `path` is their list. */
export function compareZones(zones: readonly string[], shoot: Loose<Shoot>, path: FieldPath, report: Report): void {
  const known = zonesOf(shoot);
  const unknown = zones.filter(zone => !known.includes(zone));
  if (unknown.length > 0) report.invalid(rule['MS-08'], path, unknown, { allowed: known });
}

function compareSettings({ settings }: Seed, shoot: Loose<Shoot>, path: FieldPath, report: Report): void {
  if (settings?.verticalPodAutoscaler?.enabled === true)
    report.invalid(rule['MS-09'], path.child('verticalPodAutoscaler', 'enabled'), true);
  if (settings?.topologyAwareRouting?.enabled !== true) return;
  for (const component of ['kubeAPIServer', 'kubeControllerManager', 'kubeProxy'] as const) {
    if (shoot.spec?.kubernetes?.[component]?.featureGates?.['TopologyAwareHints'] !== false) continue;
    const message = `topology-aware routing needs the feature gate TopologyAwareHints, which the Shoot switches off for ${component}`;
    report.invalid(rule['MANAGED-SEED-TOPOLOGY-HINTS'], path.child('topologyAwareRouting', 'enabled'), true, {
      message,
    });
  }
}
