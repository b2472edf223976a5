import { coveredMinors, existsIn, fieldAvailability } from '../api/history';
import { gardenerMinor } from '../api/gardener-minor';
import type { Finding } from '../core/finding';
import { Report } from '../rules/report';
import { ruleTable, type Rule } from '../rules/rule';
import { judgeTree, type TreeJudgement, type TreeOptions } from './judge-tree';
import type { ManifestTree } from './read-tree';

const rule = ruleTable('gardener:docs/deployment/version_skew_policy.md v1.150', {
  'UPGRADE-DOWNGRADE': {
    reason: 'Gardener does not go back to an earlier minor',
    fix: 'restore a backup, or go forward to a version with a fix',
  },
  'UPGRADE-STEPS': {
    severity: 'warning',
    reason: 'Gardener goes from minor to minor: none may be left out',
  },
  'UPGRADE-UNKNOWN': {
    severity: 'warning',
    reason: 'nothing is known about this version of Gardener yet',
    fix: 'upgrade cdk8s-gardener first',
  },
  'UPGRADE-DEFAULTS': {
    severity: 'notice',
    reason: 'feature gates that nobody sets change their value',
    fix: 'read what they do in docs/deployment/feature_gates.md of Gardener; featureGates of the component keeps the old value for now',
    source: 'gardener:pkg/features/features.go v1.118 to v1.150',
  },
  'UPGRADE-COMES': {
    severity: 'notice',
    reason: 'only the other version takes this: it must not be merged before',
    source: 'imports/history.json',
  },
  'UPGRADE-STAYS': {
    severity: 'notice',
    reason: 'other findings have nothing to do with the upgrade: they are there before and after it',
    fix: 'check without --to',
    source: 'cdk8s-gardener',
  },
});

/** From which version of Gardener to which one. */
export interface Upgrade {
  readonly from: string;
  readonly to: string;
  /** Feature gates that it switches on where nobody sets them, in words. @default none */
  readonly switchedOn?: readonly string[];
}

/**
 * What an upgrade of Gardener means for the objects of a tree: findings that come with the new version, with the edit and when it is possible, and
 * what is not valid before it. Findings that both versions have are counted only.
 */
export function judgeUpgrade(tree: ManifestTree, options: TreeOptions, upgrade: Upgrade): TreeJudgement {
  const { from, to, switchedOn = [] } = upgrade;
  const before = judgeTree(tree, { ...options, gardener: from });
  const after = judgeTree(tree, { ...options, gardener: to });
  const known = new Set(before.findings.filter(isSerious).map(keyOf));
  const left = new Set(after.findings.filter(isSerious).map(keyOf));
  const comes = after.findings.filter(finding => isSerious(finding) && !known.has(keyOf(finding)));
  const goes = before.findings.filter(finding => isSerious(finding) && !left.has(keyOf(finding)));
  const stays = left.size - comes.length;
  const findings = [
    ...versionFindings({ from, to }),
    ...(switchedOn.length > 0
      ? [noted(rule['UPGRADE-DEFAULTS'], { message: `on unless it is set: ${switchedOn.join(', ')}` })]
      : []),
    ...withoutEchoes(comes).map(finding => withTime(finding, { from, to })),
    ...goes.map(finding => becomesValid(finding, to)),
    ...(stays > 0 ? [noted(rule['UPGRADE-STAYS'], { value: stays })] : []),
  ];
  return { ...after, findings };
}

/** A field that goes and the one that is missing in its place are one thing to do. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const replaced = new Set(
    findings.map(finding => `${JSON.stringify(finding.object)} ${successorPath(finding) ?? ''}`),
  );
  return findings.filter(
    ({ type, object, path }) => type !== 'required' || !replaced.has(`${JSON.stringify(object)} ${path}`),
  );
}

/** Where the field stands that replaces one that went. */
function successorPath({ rule: id, path, fix }: Finding): string | undefined {
  const [, successor] = (id === 'VERSION-FIELD-REMOVED' && /^use (\S+) instead$/.exec(fix ?? '')) || [];
  return successor === undefined ? undefined : path.replace(/[^.]+$/, successor);
}

function versionFindings({ from, to }: Upgrade): Finding[] {
  const [old, next] = [gardenerMinor(from), gardenerMinor(to)];
  const { last } = coveredMinors();
  const findings: Finding[] = [];
  if (next < old)
    findings.push(
      noted(rule['UPGRADE-DOWNGRADE'], { value: to, message: `${rule['UPGRADE-DOWNGRADE'].reason}: ${from} -> ${to}` }),
    );
  if (next > old + 1) {
    const steps = Array.from({ length: next - old }, (_, index) => `1.${old + index + 1}`);
    findings.push(
      noted(rule['UPGRADE-STEPS'], { value: to, fix: `upgrade to ${steps.join(', then ')}, and check each step` }),
    );
  }
  if (next > last)
    findings.push(
      noted(rule['UPGRADE-UNKNOWN'], {
        value: to,
        message: `nothing is known about Gardener 1.${next}: judged like 1.${last}`,
      }),
    );
  return findings;
}

/** What replaces a field may have come long before the field went: then the edit need not wait. */
function withTime(finding: Finding, upgrade: Upgrade): Finding {
  const { from, to } = upgrade;
  if (finding.rule !== 'VERSION-FIELD-REMOVED')
    return { ...finding, effect: finding.effect ?? `from Gardener ${to} on` };
  return {
    ...finding,
    effect: hasSuccessor(finding, from)
      ? `Gardener ${from} has the new field as well: change it before the upgrade`
      : `Gardener ${to} does not read the field: change it together with the upgrade`,
  };
}

function hasSuccessor(finding: Finding, from: string): boolean {
  const { object } = finding;
  const path = successorPath(finding);
  if (path === undefined || object === undefined) return false;
  const pattern = path.replace(/\[\d+\]/g, '[]');
  return existsIn(fieldAvailability(object.apiVersion, object.kind, pattern), gardenerMinor(from));
}

function becomesValid({ rule: id, path, object, cluster, origin, message }: Finding, to: string): Finding {
  const notice = noted(rule['UPGRADE-COMES'], {
    message: `${message} (${id}): valid with Gardener ${to}`,
    fix: 'merge it when Gardener has that version',
  });
  return {
    ...notice,
    path,
    ...(object && { object }),
    ...(cluster !== undefined && { cluster }),
    ...(origin && { origin }),
  };
}

function noted(found: Rule, details: Parameters<Report['add']>[2]): Finding {
  const report = new Report();
  report.add(found, '', details);
  return report.findings[0] as Finding;
}

function isSerious({ severity }: Finding): boolean {
  return severity === 'critical' || severity === 'error' || severity === 'warning';
}

/** What makes two findings the same, whatever version their messages name. */
function keyOf({ rule: id, cluster, object, path, origin }: Finding): string {
  return JSON.stringify([id, cluster, object, path, origin?.file, origin?.line]);
}
