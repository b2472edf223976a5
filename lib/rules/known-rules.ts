import { apiRules } from '../api/rules';
import { registeredRules, type Rule } from './rule';

/** Every rule of the tables that were loaded so far, and those of schemas and versions, sorted by id. A finding's rule is always among them. */
export function knownRules(): readonly Rule[] {
  const ofKinds = Object.entries(apiRules).map(([id, rule]): Rule => ({ id, ...rule }));
  return [...registeredRules(), ...ofKinds].sort((a, b) => (a.id < b.id ? -1 : 1));
}
