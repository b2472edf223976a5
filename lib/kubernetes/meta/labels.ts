import type { FieldPath } from '../../core/field-path';
import { labelKeyProblems, labelValueProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('apimachinery:pkg/apis/meta/v1/validation/validation.go v0.36', {
  'LABEL-KEY': 'a label key must be a qualified name',
  'LABEL-VALUE': 'a label value must be a name of at most 63 characters or empty',
  'ANNOTATION-KEY': {
    reason: 'an annotation key must be a qualified name, whatever the case of its letters',
    source: 'apimachinery:pkg/api/validation/objectmeta.go v0.36',
  },
  'ANNOTATION-SIZE': {
    reason: 'the keys and values of all annotations of an object are too large',
    fix: 'move large data into a ConfigMap',
    source: 'apimachinery:pkg/api/validation/objectmeta.go v0.36',
  },
});

/** The rules about labels and annotations. */
export const labelRules = Object.values(rule);

/** Bytes of all annotation keys and values of one object. */
const annotationsLimit = 256 * 1024;

type Texts = Readonly<Record<string, string | undefined>>;

/** Keys and values of a label map; `path` is the map, as upstream reports it. */
export function validateLabels(labels: Texts | undefined, path: FieldPath, report: Report): void {
  for (const [key, value = ''] of Object.entries(labels ?? {})) {
    validateLabelKey(key, path, report);
    const problems = labelValueProblems(value);
    if (problems.length > 0)
      report.invalid(rule['LABEL-VALUE'], path, value, { message: `the value of label ${key} ${problems.join(', ')}` });
  }
}

/** One label key, reported at `path`. */
export function validateLabelKey(key: string, path: FieldPath, report: Report): void {
  const problems = labelKeyProblems(key);
  if (problems.length > 0)
    report.invalid(rule['LABEL-KEY'], path, key, { message: `a label key ${problems.join(', ')}` });
}

/** Keys and total size of an annotation map; `path` is the map. Values may be any text. */
export function validateAnnotations(annotations: Texts | undefined, path: FieldPath, report: Report): void {
  let size = 0;
  for (const [key, value = ''] of Object.entries(annotations ?? {})) {
    size += Buffer.byteLength(key) + Buffer.byteLength(value);
    const problems = labelKeyProblems(key.toLowerCase());
    if (problems.length > 0)
      report.invalid(rule['ANNOTATION-KEY'], path, key, { message: `an annotation key ${problems.join(', ')}` });
  }
  if (size <= annotationsLimit) return;
  report.tooLong(rule['ANNOTATION-SIZE'], path, size, annotationsLimit, {
    message: `all annotations together have ${size} bytes, at most ${annotationsLimit} are allowed`,
  });
}
