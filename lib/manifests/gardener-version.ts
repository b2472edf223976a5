import { groupOf, type KubernetesObject } from '../core/object';
import { gardenerMinor } from '../api/gardener-minor';
import { coveredMinors } from '../api/history';
import { severities, type Finding } from '../core/finding';
import { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';
import type { ManifestTree } from './read-tree';

const rule = ruleTable('imports/history.json', {
  'GARDENER-UNKNOWN': {
    severity: 'notice',
    reason: 'little is known about this version of Gardener: it is judged like the nearest one that is known',
  },
  'GARDENER-RULES': {
    severity: 'notice',
    reason:
      'fields and versions of Kubernetes are those of this Gardener, the rules of its validation and admission those of the newest known one: it may be more lenient',
  },
});

/** The newest Gardener that the schemas and rules know. */
export const newestGardener = '1.150.0';

/**
 * The Gardener version that a tree itself names: that of its rendered landscapes, else of the gardenlet charts that it deploys; of several the
 * lowest. Undefined when it names none.
 */
export function gardenerOf({ objects, landscapes }: Pick<ManifestTree, 'objects' | 'landscapes'>): string | undefined {
  const rendered = [...(landscapes?.values() ?? [])].map(({ gardener }) => gardener);
  const charts = objects.map(({ object }) => chartVersion(object)).filter(version => version !== undefined);
  return (rendered.length > 0 ? rendered : charts).sort((a, b) => minor(a) - minor(b))[0];
}

interface Chart {
  readonly deployment?: {
    readonly helm?: { readonly ociRepository?: { readonly ref?: unknown; readonly tag?: unknown } };
  };
}

function chartVersion({ apiVersion, kind, ...object }: KubernetesObject): string | undefined {
  if (kind !== 'Gardenlet' || groupOf(apiVersion) !== 'seedmanagement.gardener.cloud') return undefined;
  const { ref, tag } = (object['spec'] as Chart | undefined)?.deployment?.helm?.ociRepository ?? {};
  const text = typeof tag === 'string' ? tag : typeof ref === 'string' ? ref : '';
  return /(?:^|[:v])(\d+\.\d+\.\d+)$/.exec(text)?.[1];
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}

/** What is to be known about the version by which a tree was judged. */
export function versionNotices(gardener: string, findings: readonly Finding[]): readonly Finding[] {
  const version = gardenerMinor(gardener);
  const { first, last } = coveredMinors();
  const report = new Report();
  if (version < first || version > last)
    report.add(rule['GARDENER-UNKNOWN'], '', {
      value: gardener,
      message: `little is known about Gardener 1.${version}: it is judged like 1.${version < first ? first : last}`,
    });
  else if (version < last && findings.some(isRuleOfNewest)) report.add(rule['GARDENER-RULES'], '', { value: gardener });
  return report.findings;
}

const newestRules = new RegExp(`^gardener:.* v${newestGardener.replace(/\.\d+$/, '').replace('.', '\\.')}\\b`);

function isRuleOfNewest({ severity, source }: Finding): boolean {
  return severities.indexOf(severity) <= severities.indexOf('warning') && newestRules.test(source ?? '');
}
