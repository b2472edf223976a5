import { FieldPath } from '../../core/field-path';
import type { Report } from '../report';
import { ruleTable } from '../rule';
import type { Check } from '../topic';
import type { View, ViewObject } from '../view';

const rule = ruleTable('cdk8s-gardener: a secret value never reaches dist/ in clear text', {
  'SECRET-CLEAR-TEXT': {
    reason: 'the Secret holds its values in clear text, and dist/ is committed',
    fix: 'refer to a Secret that exists, add an ExternalSecret, or a file that SOPS has encrypted',
  },
  'SECRET-IN-GIT': {
    severity: 'warning',
    reason: 'the Secret holds its values in clear text',
    fix: 'encrypt the file with SOPS, or keep the Secret outside Git',
  },
});

/** Secrets in Git: an error in what we write ourselves, a warning in a tree of somebody else's. Values are never shown. */
export const secretChecks: readonly Check[] = [
  { rules: Object.values(rule), kinds: ['/Secret', 'core.gardener.cloud/InternalSecret'], object: checkSecret },
];

function checkSecret({ object }: ViewObject, report: Report, view: View): void {
  if ('sops' in object) return;
  const found = view.complete ? rule['SECRET-CLEAR-TEXT'] : rule['SECRET-IN-GIT'];
  for (const field of ['data', 'stringData']) {
    const values = object[field];
    if (typeof values !== 'object' || values === null) continue;
    for (const [key, value] of Object.entries(values))
      if (value !== '' && value !== null) report.add(found, FieldPath.of(field).key(key));
  }
}
