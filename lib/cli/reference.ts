import { apiRules } from '../api/rules';
import { registeredRules, type Rule } from '../rules/rule';

/** Loads the modules that define rules; each by its name, so that a bundler finds it. */
function loadRules(): void {
  require('../topics');
  require('../rules/objects/topic');
  require('../rules/judge');
  require('../manifests/read-rules');
  require('../synth/rules');
  require('../landscape/facts-file');
  require('../landscape/sops-file');
}

/** Every rule of this package, sorted by id. */
export function allRules(): readonly Rule[] {
  loadRules();
  const ofKinds = Object.entries(apiRules).map(([id, rule]) => ({ id, ...rule }));
  return [...registeredRules(), ...ofKinds].sort((a, b) => (a.id < b.id ? -1 : 1));
}
