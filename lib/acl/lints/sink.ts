import type { Details, Report } from '../../rules/report';
import type { Rule } from '../../rules/rule';

/** Where the lints of one shoot report: about the Shoot itself, and about its seed, which many shoots share. */
export interface Reports {
  readonly shoot: Report;
  readonly seed: SeedReport;
}

/** Reports what is wrong with a seed once, however many shoots meet it. */
export class SeedReport {
  private readonly report: Report;
  private readonly seen = new Set<string>();

  constructor(report: Report) {
    this.report = report;
  }

  add(rule: Rule, path: string, details: Details): void {
    const key = `${rule.id} ${path} ${details.message ?? ''} ${String(details.value)}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.report.add(rule, path, details);
  }
}
