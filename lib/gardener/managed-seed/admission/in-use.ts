import type { SeedSpec, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ManagedSeedWorld } from './world';

const rule = ruleTable('gardener:plugin/pkg/utils/miscellaneous.go v1.150', {
  'MANAGED-SEED-ZONES-REMOVED': {
    reason: 'a zone is not removed from a seed while Shoots run there',
    fix: 'keep the zone, or move the Shoots to another seed first',
  },
  'MANAGED-SEED-INTERNAL-DOMAIN': {
    reason: 'the internal domain of a seed does not change while Shoots run there',
    fix: 'keep dns.internal.domain, or move the Shoots to another seed first',
  },
  'MANAGED-SEED-DEFAULT-DOMAINS': {
    reason: 'a default domain is not removed from a seed while Shoots there use it',
    fix: 'keep the domain in dns.defaults',
  },
});

/** The rules about seeds on which Shoots run. */
export const seedInUseRules = Object.values(rule);

type Seed = Loose<SeedSpec>;

/** A change of a seed, with its name. */
export interface SeedChange {
  readonly name: string;
  readonly next: Seed;
  readonly old: Seed;
}

/** What stays as it is while Shoots run on a seed; `path` is the spec of the seed. */
export function validateSeedInUse(change: SeedChange, world: ManagedSeedWorld, path: FieldPath, report: Report): void {
  const { name, next, old } = change;
  const shoots = world.shoots().filter(({ spec, status }) => spec?.seedName === name || status?.seedName === name);
  if (shoots.length === 0) return;
  const removed = (old.provider?.zones ?? []).filter(zone => !(next.provider?.zones ?? []).includes(zone));
  if (removed.length > 0)
    report.forbidden(rule['MANAGED-SEED-ZONES-REMOVED'], path.child('provider', 'zones'), { value: removed });
  const [domain, before] = [next.dns?.internal, old.dns?.internal];
  if (domain !== undefined && before !== undefined && domain.domain !== before.domain)
    report.forbidden(rule['MANAGED-SEED-INTERNAL-DOMAIN'], path.child('dns', 'internal', 'domain'), {
      value: domain.domain,
    });
  const lost = lostDomains(change, shoots, world);
  if (lost.length > 0)
    report.forbidden(rule['MANAGED-SEED-DEFAULT-DOMAINS'], path.child('dns', 'defaults'), { value: lost });
}

/** Domains that Shoots use and that the changed seed no longer offers; a seed without own domains offers those of the garden. */
function lostDomains({ next, old }: SeedChange, shoots: readonly Loose<Shoot>[], world: ManagedSeedWorld): string[] {
  const domainsOf = (seed: Seed): string[] => (seed.dns?.defaults ?? []).map(({ domain = '' }) => domain);
  const offered = domainsOf(next);
  const own = domainsOf(old);
  const takesOver = own.length === 0 && offered.length > 0;
  const before = takesOver ? world.defaultDomains().map(({ domain }) => domain) : own;
  const used = shoots.map(({ spec }) => spec?.dns?.domain ?? '');
  return before.filter(domain => !offered.includes(domain) && used.some(name => name.endsWith(`.${domain}`)));
}
