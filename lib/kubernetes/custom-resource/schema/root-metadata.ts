import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { structuralKeywords, writtenKeywords } from './written';
import type { SchemaProps } from './schema-props';

const rule = ruleTable('apiextensions-apiserver:pkg/apiserver/schema/validation.go v0.36', {
  'CRD-ROOT-METADATA': {
    reason: 'of the metadata of an object a definition describes name and generateName alone',
    fix: 'write metadata: {type: object}, the API server knows the rest',
  },
  'CRD-ROOT-STATUS': {
    reason:
      'with the status subresource the root of a schema has fields, and no conditions that join them with the status',
    fix: 'move the conditions to spec or status',
  },
});

/** What a definition says about the metadata of its objects. */
export function validateRootMetadata(metadata: SchemaProps, path: FieldPath, report: Report): void {
  const names = Object.keys(metadata.properties ?? {});
  const isKnown = names.every(name => name === 'name' || name === 'generateName');
  const said = structuralKeywords(metadata).filter(keyword => !['type', 'default', 'properties'].includes(keyword));
  if (!isKnown || said.length > 0) report.forbidden(rule['CRD-ROOT-METADATA'], path);
}

/** Keywords beside the fields of a root whose status is written on its own. */
const allowed: ReadonlySet<string> = new Set([
  ...['description', 'type', 'format', 'title', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  ...['maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'multipleOf', 'required', 'items'],
  ...['properties', 'externalDocs', 'example', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations'],
]);

/** The root of a schema whose status is validated alone: the first keyword that cannot be taken apart is named. */
export function validateRootWithStatus(schema: SchemaProps, path: FieldPath, report: Report): void {
  const first = writtenKeywords(schema).find(
    keyword => !allowed.has(keyword) || (keyword === 'type' && schema.type !== 'object'),
  );
  if (first === 'type') report.invalid(rule['CRD-ROOT-STATUS'], path.child('type'), schema.type);
  else if (first !== undefined)
    report.invalid(rule['CRD-ROOT-STATUS'], path, undefined, {
      message: `with the status subresource the root of a schema has no ${first}`,
    });
}
