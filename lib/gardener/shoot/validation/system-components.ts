import type { SystemComponents } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { isDNS1123Subdomain } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateSystemComponents)', {
  'SHOOT-SYSTEM-WORKERLESS': { reason: 'system components need workers to run on', fix: 'remove systemComponents' },
  'SHOOT-COREDNS-MODE': 'CoreDNS is scaled in one of two ways',
  'SHOOT-COREDNS-SUFFIX-SHORT': {
    reason: 'a suffix of names to rewrite has a dot in the middle',
    fix: 'write more than one part, such as example.org',
  },
  'SHOOT-COREDNS-SUFFIX-DUPLICATE': { reason: 'a suffix is listed once', fix: 'remove the second entry' },
  'SHOOT-COREDNS-SUFFIX': 'a suffix of names to rewrite is a DNS name in lower case',
});

/** The rules about system components. */
export const systemComponentRules = Object.values(rule);

const modes = ['cluster-proportional', 'horizontal'] as const;

/** The system components of a Shoot; `path` is their configuration. */
export function validateSystemComponents(
  components: Loose<SystemComponents> | undefined,
  workerless: boolean,
  path: FieldPath,
  report: Report,
): void {
  if (components === undefined) return;
  if (workerless) return report.forbidden(rule['SHOOT-SYSTEM-WORKERLESS'], path);
  const { coreDNS } = components;
  const mode: string = coreDNS?.autoscaling?.mode ?? '';
  if (coreDNS?.autoscaling && !(modes as readonly string[]).includes(mode))
    report.notSupported(rule['SHOOT-COREDNS-MODE'], path.child('coreDNS', 'autoscaling', 'mode'), mode, modes);
  const suffixes = coreDNS?.rewriting?.commonSuffixes;
  if (suffixes) validateSuffixes(suffixes, path.child('coreDNS', 'rewriting', 'commonSuffixes'), report);
}

function validateSuffixes(suffixes: readonly string[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, suffix] of suffixes.entries()) {
    const place = path.index(index);
    const name = suffix.startsWith('.') ? suffix.slice(1) : suffix;
    if (!name.includes('.')) report.invalid(rule['SHOOT-COREDNS-SUFFIX-SHORT'], place, suffix);
    if (seen.has(name)) report.duplicate(rule['SHOOT-COREDNS-SUFFIX-DUPLICATE'], place, suffix);
    seen.add(name);
    if (!isDNS1123Subdomain(name.endsWith('.') ? name.slice(0, -1) : name))
      report.invalid(rule['SHOOT-COREDNS-SUFFIX'], place, suffix);
  }
}
