import { lintEgress } from '../egress/egress-lints';
import { lintAlwaysAllowed } from './always-lints';
import { isActive, type Analysis } from './analysis';
import { lintClients } from './client-lints';
import { lintCoverage, lintNeighbors } from './coverage-lints';
import { lintFamilies, lintGateway } from './gateway-lints';
import { lintRule } from './rule-lints';
import type { Reports } from './sink';

/**
 * Reports everything that is wrong with the ACLs of the shoots of one seed. A rule that the extension refuses is judged as text only:
 * nothing follows from it.
 */
export function lintSeed(analyses: readonly Analysis[], reportsOf: (analysis: Analysis) => Reports): void {
  for (const analysis of analyses) {
    const reports = reportsOf(analysis);
    lintRule(analysis, reports.shoot);
    if (!isActive(analysis)) continue;
    lintGateway(analysis, reports);
    lintAlwaysAllowed(analysis, reports);
    lintFamilies(analysis, reports);
    lintClients(analysis, reports);
    lintEgress(analysis, reports.shoot);
    lintCoverage(analysis, reports);
  }
  lintNeighbors(analyses, reportsOf);
}
