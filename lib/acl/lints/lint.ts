import { lintEgress } from '../egress/egress-lints';
import { lintAlwaysAllowed } from './always-lints';
import { isActive, type Analysis } from './analysis';
import { lintClients } from './client-lints';
import { lintCoverage, lintNeighbors } from './coverage-lints';
import { lintEntries, lintFamilies, lintGateway } from './gateway-lints';
import { lintPrivateRanges } from './private-lints';
import { lintRule } from './rule-lints';
import type { Reports } from './reports';

/**
 * Reports everything that is wrong with the ACLs of the shoots of one seed. A rule that the extension refuses is judged as text only:
 * nothing follows from it. Without its seed only what the Shoot itself says is judged.
 */
export function lintSeed(analyses: readonly Analysis[], reportsOf: (analysis: Analysis) => Reports): void {
  for (const analysis of analyses) {
    const reports = reportsOf(analysis);
    lintRule(analysis, reports.shoot);
    if (!isActive(analysis)) continue;
    lintEntries(analysis, reports);
    lintEgress(analysis, reports.shoot);
    if (!analysis.seedKnown) continue;
    lintGateway(analysis, reports);
    lintAlwaysAllowed(analysis, reports);
    lintPrivateRanges(analysis, reports.shoot);
    lintFamilies(analysis, reports);
    lintClients(analysis, reports);
    lintCoverage(analysis, reports);
  }
  lintNeighbors(analyses, reportsOf);
}
