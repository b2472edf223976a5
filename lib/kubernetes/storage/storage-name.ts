import { dns1123SubdomainProblems } from '../../core/names';
import { ruleTable } from '../../rules/rule';
import { optionalText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'STORAGE-NAME': 'an object of storage is referred to by a name that it can have',
});

/** A reference by name to a class or a volume, where there is one. */
export const validateStorageName = optionalText({
  rule: rule['STORAGE-NAME'],
  subject: 'the name',
  problems: dns1123SubdomainProblems,
});
