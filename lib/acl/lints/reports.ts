import type { Report } from '../../rules/report';

/** Where the lints of one shoot report: about the Shoot itself, and about its seed, which many shoots share. */
export interface Reports {
  readonly shoot: Report;
  readonly seed: Report;
}
