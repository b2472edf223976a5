import { decodeProviderConfig } from '../access-rule';
import { accessLists, type AccessLists } from '../access-lists';
import { ruleProblem } from '../rule-validation';
import type { Situation } from '../situation';
import { readCidr } from '../written-cidr';

/** The lists of a shoot's own rule, or why the hardened profile makes no filters of it. */
export type HardenedLists = { readonly lists: AccessLists } | { readonly refused: string };

/**
 * What the hardened profile makes of an `acl` entry: nothing, with a reason, where it cannot be sure what is meant. An IPv4-mapped range
 * means one thing to the reader and another to the extension, so it is refused, not guessed.
 */
export function hardenedLists(situation: Situation): HardenedLists {
  if (situation.entry.disabled) return { refused: 'the extension is disabled' };
  const { rule, error } = decodeProviderConfig(situation.entry.providerConfig);
  if (rule === undefined || error !== undefined) return { refused: error ?? 'rule must be present' };
  const problem = ruleProblem(rule, 0);
  if (problem !== undefined) return { refused: problem.error };
  const mapped = rule.cidrs.find(cidr => readCidr(cidr)?.mapped);
  if (mapped !== undefined) return { refused: `IPv4-mapped range: ${mapped}` };
  return { lists: accessLists(situation, rule) };
}
