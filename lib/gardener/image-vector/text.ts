import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { readDocuments } from '../../yaml/reader/documents';

const rule = ruleTable('gardener:pkg/utils/imagevector/imagevector.go v1.150', {
  'IMAGEVECTOR-YAML': 'an image vector is one document of YAML',
});

/** The rules about the text of an image vector. */
export const vectorTextRules = Object.values(rule);

/** What an image vector holds, read as its reader does; undefined for an empty text, and for one that nobody can read. */
export function readVector(text: string, path: FieldPath, report: Report): unknown {
  const { documents, problems } = readDocuments(text);
  const [document] = documents;
  const broken = problems.find(({ refusedBy }) => refusedBy === 'everyone' || refusedBy === 'kubectl');
  if (broken !== undefined) report.add(rule['IMAGEVECTOR-YAML'], path, { message: broken.message });
  return broken === undefined ? document?.value : undefined;
}
