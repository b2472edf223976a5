import type { SelectableField } from '../../../imports/apiextensions.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { selectField } from './schema/field-selector';
import type { SchemaProps } from './schema/schema-props';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-SELECTABLE-FIELD':
    'a selectable field is a text, a flag or an integer that the schema declares, outside of lists and metadata',
  'CRD-SELECTABLE-FIELD-TWICE': 'a selectable field is named once',
  'CRD-SELECTABLE-FIELDS': { reason: 'objects of a kind are selected by few fields', fix: 'leave out the others' },
});

const limit = 8;
const types = ['string', 'boolean', 'integer'];

/** The fields by which objects can be selected (`ValidateCustomResourceSelectableFields`). */
export function validateSelectableFields(
  fields: readonly Loose<SelectableField>[],
  { schema, path }: { readonly schema: SchemaProps; readonly path: FieldPath },
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { jsonPath = '' }] of fields.entries()) {
    const place = path.index(index).child('jsonPath');
    const selected = selectField(jsonPath, schema, false);
    if (jsonPath === '') report.required(rule['CRD-SELECTABLE-FIELD'], place);
    else if (typeof selected === 'string')
      report.invalid(rule['CRD-SELECTABLE-FIELD'], place, jsonPath, { message: `no field is selected: ${selected}` });
    else {
      const key = JSON.stringify(selected.names);
      if (selected.names[0] === 'metadata')
        refuse(jsonPath, 'metadata has selectable fields of its own', place, report);
      if (!types.includes(selected.schema?.type ?? ''))
        refuse(jsonPath, `the type must be one of ${types.join(', ')}`, place, report);
      if (seen.has(key)) report.duplicate(rule['CRD-SELECTABLE-FIELD-TWICE'], place, jsonPath);
      seen.add(key);
    }
  }
  if (seen.size > limit) report.tooMany(rule['CRD-SELECTABLE-FIELDS'], path, seen.size, limit);
}

function refuse(value: string, message: string, path: FieldPath, report: Report): void {
  report.invalid(rule['CRD-SELECTABLE-FIELD'], path, value, { message });
}
