import type { aclRules } from '../lints/rules';

/** What is wrong with the egress addresses of a shoot. */
export interface EgressProblem {
  readonly rule: keyof typeof aclRules;
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
}
