import { FieldPath } from '../../core/field-path';
import { labelValueProblems, qualifiedNameProblems } from '../../core/names';
import { isMap } from '../../core/plain-map';
import type { Report } from '../report';
import { ruleTable } from '../rule';
import type { Check } from '../topic';
import type { View, ViewObject } from '../view';

const rule = ruleTable('apimachinery:pkg/api/validation/objectmeta.go v0.36', {
  'OBJ-LABEL': { reason: 'the label is not one that the API server accepts' },
  'OBJ-ANNOTATION': { reason: 'the key of the annotation is not one that the API server accepts' },
  'OBJ-LABEL-TYPE': { reason: 'labels and annotations are texts', fix: 'quote the value' },
});

/** Labels and annotations of every kind. */
export const labelChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkLabels }];

function checkLabels(view: View, reportFor: (entry: ViewObject) => Report): void {
  for (const entry of view.objects) {
    const { labels, annotations } = entry.object.metadata;
    if (isMap(labels)) checkMap(labels, FieldPath.of('metadata', 'labels'), () => reportFor(entry), labelProblems);
    if (isMap(annotations))
      checkMap(annotations, FieldPath.of('metadata', 'annotations'), () => reportFor(entry), annotationProblems);
  }
}

function checkMap(
  map: Readonly<Record<string, unknown>>,
  path: FieldPath,
  report: () => Report,
  judge: typeof labelProblems,
): void {
  for (const [key, value] of Object.entries(map)) {
    if (typeof value !== 'string') report().typeInvalid(rule['OBJ-LABEL-TYPE'], path.key(key), value);
    else judge(key, value, path, report);
  }
}

function labelProblems(key: string, value: string, path: FieldPath, report: () => Report): void {
  for (const message of qualifiedNameProblems(key)) report().invalid(rule['OBJ-LABEL'], path, key, { message });
  for (const message of labelValueProblems(value))
    report().invalid(rule['OBJ-LABEL'], path, value, { message: `label ${key}: ${message}` });
}

function annotationProblems(key: string, _value: string, path: FieldPath, report: () => Report): void {
  for (const message of qualifiedNameProblems(key.toLowerCase()))
    report().invalid(rule['OBJ-ANNOTATION'], path, key, { message });
}
