import { apiRules } from '../api/rules';
import { registeredRules, type Rule } from '../rules/rule';

/** Modules that define rules and that no topic loads. */
const modules = [
  '../topics',
  '../rules/objects/topic',
  '../rules/judge',
  '../manifests/read-rules',
  '../synth/rules',
  '../landscape/facts-file',
  '../landscape/sops-file',
];

/** Every rule of this package, sorted by id. */
export function allRules(): readonly Rule[] {
  for (const module of modules) require(module);
  const ofKinds = Object.entries(apiRules).map(([id, rule]) => ({ id, ...rule }));
  return [...registeredRules(), ...ofKinds].sort((a, b) => (a.id < b.id ? -1 : 1));
}
