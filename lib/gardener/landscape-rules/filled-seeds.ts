import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';

const rule = ruleTable('gardener:plugin/pkg/managedseed/validator/admission.go v1.150', {
  'MANAGED-SEED-FILLED': {
    severity: 'info',
    reason: 'admission fills in what a ManagedSeed leaves out, so that the stored object differs from Git',
  },
});

/** What the API server takes from the Shoot of a ManagedSeed. */
export const filledSeedCheck: Check = {
  rules: Object.values(rule),
  kinds: ['seedmanagement.gardener.cloud/ManagedSeed'],
  object({ object }: ViewObject, report: Report): void {
    const { spec } = object as Loose<ManagedSeed>;
    const { seedConfig } = (spec?.gardenlet?.config ?? {}) as { readonly seedConfig?: { readonly spec?: SeedSpec } };
    if (seedConfig?.spec === undefined) return;
    const fields = filledFields(seedConfig.spec);
    if (fields.length === 0) return;
    report.add(rule['MANAGED-SEED-FILLED'], 'spec.gardenlet.config.seedConfig.spec', {
      message: `the API server fills in from Shoot garden/${spec?.shoot?.name ?? ''}: ${fields.join(', ')}`,
    });
  },
};

interface SeedSpec {
  readonly backup?: { readonly provider?: string };
  readonly dns?: { readonly provider?: object };
  readonly ingress?: object;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly provider?: Readonly<Record<string, unknown>>;
}

function filledFields({ backup, dns, ingress, networks, provider }: SeedSpec): string[] {
  const absent = (path: string, value: unknown): string[] => (value === undefined || value === null ? [path] : []);
  const parts = (name: string, value: Readonly<Record<string, unknown>> | undefined, fields: string[]): string[] =>
    value === undefined ? [name] : fields.flatMap(field => absent(`${name}.${field}`, value[field]));
  return [
    ...(backup === undefined ? [] : absent('backup.provider', backup.provider)),
    ...absent('dns.provider', dns?.provider),
    ...absent('ingress', ingress),
    ...parts('networks', networks, ['nodes', 'pods', 'services']),
    ...parts('provider', provider, ['type', 'region', 'zones']),
  ];
}
