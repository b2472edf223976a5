import { FieldPath } from '../../core/field-path';
import type { Report } from '../report';
import { ruleTable } from '../rule';
import type { Check } from '../topic';
import type { View, ViewObject } from '../view';
import { publicValues } from './public-secrets';

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
  'SECRET-NOT-DECRYPTED': {
    reason:
      'SOPS has encrypted values of the Secret, and its metadata are gone: nobody decrypts them, they are applied as they stand',
    fix: 'restore the field sops of the file, or encrypt the Secret again',
  },
});

/** Secrets in Git: an error in what we write ourselves, a warning in a tree of somebody else's. Values are never shown. */
export const secretChecks: readonly Check[] = [
  { rules: Object.values(rule), kinds: ['/Secret', 'core.gardener.cloud/InternalSecret'], object: checkSecret },
];

function checkSecret(entry: ViewObject, report: Report, view: View): void {
  const { object } = entry;
  const found = view.complete ? rule['SECRET-CLEAR-TEXT'] : rule['SECRET-IN-GIT'];
  const isPublic = publicValues(entry, view);
  const isSops = 'sops' in object;
  let encrypted = 0;
  for (const field of ['data', 'stringData'] as const) {
    const values = object[field];
    if (typeof values !== 'object' || values === null) continue;
    for (const [key, value] of Object.entries(values)) {
      if (isEncrypted(value)) encrypted++;
      else if (
        value !== '' &&
        value !== null &&
        !isPublic(plainText(value, field)) &&
        !(isSops && isMeantToBeRead(key))
      )
        report.add(found, FieldPath.of(field).key(key), isSops ? { message: besideEncrypted } : {});
    }
  }
  if (encrypted > 0 && !isSops) report.add(rule['SECRET-NOT-DECRYPTED'], 'sops');
}

const besideEncrypted = 'the file is encrypted by SOPS, and this value stands in clear text';

const isEncrypted = (value: unknown): boolean => typeof value === 'string' && value.startsWith('ENC[AES256_GCM,');

/** The suffix by which SOPS leaves a value alone, unless it is told another one. */
const isMeantToBeRead = (key: string): boolean => key.endsWith('_unencrypted');

function plainText(value: unknown, field: 'data' | 'stringData'): string {
  const text = typeof value === 'string' ? value : '';
  return field === 'data' ? Buffer.from(text, 'base64').toString('utf8') : text;
}
