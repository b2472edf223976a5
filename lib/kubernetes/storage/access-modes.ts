import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'STORAGE-ACCESS-MODES': 'a volume and a claim name at least one way of access',
  'STORAGE-ACCESS-MODE-POD': {
    reason: 'ReadWriteOncePod excludes all other access modes',
    fix: 'leave ReadWriteOncePod alone, or remove it',
  },
});

/** The access modes of a volume or claim; that the API server knows them is left to the schema. */
export function validateAccessModes(modes: readonly string[] = [], path: FieldPath, report: Report): void {
  if (modes.length === 0) report.required(rule['STORAGE-ACCESS-MODES'], path);
  if (modes.includes('ReadWriteOncePod') && modes.some(mode => others.has(mode)))
    report.forbidden(rule['STORAGE-ACCESS-MODE-POD'], path);
}

const others: ReadonlySet<string> = new Set(['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany']);
