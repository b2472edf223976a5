import { knownRules } from '../rules/known-rules';
import type { Rule } from '../rules/rule';

/** Loads the modules that define rules; each by its name, so that a bundler finds it. */
function loadRules(): void {
  require('../topics');
  require('../rules/objects/topic');
  require('../rules/judge');
  require('../manifests/read-rules');
  require('../manifests/gardener-version');
  require('../manifests/upgrade');
  require('../synth/rules');
  require('../landscape/facts-file');
  require('../landscape/include');
  require('../landscape/props-findings');
  require('../landscape/sops-file');
}

/** Every rule of this package, sorted by id. */
export function allRules(): readonly Rule[] {
  loadRules();
  return knownRules();
}
