import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateBranches } from './branches';
import { validateRootMetadata } from './root-metadata';
import { itemsOf, valuesOf, type SchemaProps } from './schema-props';

const rule = ruleTable('apiextensions-apiserver:pkg/apiserver/schema/validation.go v0.36', {
  'CRD-STRUCTURE-TYPE': {
    reason: 'every field, entry and object of a schema has a type',
    fix: 'write its type; free content has x-kubernetes-preserve-unknown-fields: true',
  },
  'CRD-STRUCTURE-ROOT': 'a definition describes an object, with fields',
  'CRD-STRUCTURE-ITEMS': { reason: 'a list says what its entries are', fix: 'write items' },
  'CRD-STRUCTURE-INT-OR-STRING': 'what is an integer or a string has no fields',
  'CRD-STRUCTURE-EMBEDDED': 'an embedded resource is an object with fields, or keeps unknown ones',
  'CRD-STRUCTURE-METADATA': 'kind and apiVersion of a resource are strings, its metadata is an object',
});

type Level = 'root' | 'item' | 'field';

/** Whether every part of a schema says what it is (`ValidateStructural`, the invariants). */
export function validateStructure(root: SchemaProps, path: FieldPath, report: Report): void {
  visit(root, { level: 'root', path }, report);
}

interface Place {
  readonly level: Level;
  readonly path: FieldPath;
}

function visit(schema: SchemaProps, { level, path }: Place, report: Report): void {
  const items = itemsOf(schema);
  const values = valuesOf(schema);
  if (schema.type === 'array' && items === undefined) report.required(rule['CRD-STRUCTURE-ITEMS'], path.child('items'));
  if (items !== undefined) visit(items, { level: 'item', path: path.child('items') }, report);
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    visit(field, { level: 'field', path: path.child('properties').key(name) }, report);
  if (schema.additionalProperties !== undefined && level === 'root')
    report.forbidden(rule['CRD-STRUCTURE-ROOT'], path.child('additionalProperties'));
  if (values !== undefined) visit(values, { level: 'field', path: path.child('additionalProperties') }, report);
  validateIntOrString(schema, path, report);
  validateBranches(schema, path, report);
  validateType(schema, { level, path }, report);
  validateEmbedded(schema, path, report);
  validateResourceFields(schema, { level, path }, report);
}

function validateIntOrString(schema: SchemaProps, path: FieldPath, report: Report): void {
  if (schema['x-kubernetes-int-or-string'] !== true) return;
  for (const keyword of ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const)
    if (schema[keyword] === true) report.invalid(rule['CRD-STRUCTURE-INT-OR-STRING'], path.child(keyword), true);
}

function validateType(schema: SchemaProps, { level, path }: Place, report: Report): void {
  const { type = '' } = schema;
  const isFree =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const place = path.child('type');
  if (schema['x-kubernetes-embedded-resource'] === true && type !== 'object') {
    const details = { fix: 'write type: object' };
    if (type === '') report.required(rule['CRD-STRUCTURE-EMBEDDED'], place, details);
    else report.invalid(rule['CRD-STRUCTURE-EMBEDDED'], place, type, details);
  } else if (type === '' && !isFree) report.required(rule['CRD-STRUCTURE-TYPE'], place);
  if (level === 'root' && type !== '' && type !== 'object')
    report.invalid(rule['CRD-STRUCTURE-ROOT'], place, type, { fix: 'write type: object' });
}

function validateEmbedded(schema: SchemaProps, path: FieldPath, report: Report): void {
  if (schema['x-kubernetes-embedded-resource'] !== true) return;
  if (schema.additionalProperties !== undefined)
    report.forbidden(rule['CRD-STRUCTURE-EMBEDDED'], path.child('additionalProperties'));
  const isEmpty = Object.keys(schema.properties ?? {}).length === 0;
  if (isEmpty && schema['x-kubernetes-preserve-unknown-fields'] !== true)
    report.required(rule['CRD-STRUCTURE-EMBEDDED'], path.child('properties'));
}

function validateResourceFields(schema: SchemaProps, { level, path }: Place, report: Report): void {
  const { properties = {} } = schema;
  const isResource = level === 'root' || schema['x-kubernetes-embedded-resource'] === true;
  const typed = { kind: 'string', apiVersion: 'string', metadata: 'object' };
  for (const [name, wanted] of isResource ? Object.entries(typed) : []) {
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (field !== undefined && field.type !== wanted)
      report.invalid(
        rule['CRD-STRUCTURE-METADATA'],
        path.child('properties').key(name).child('type'),
        field.type ?? '',
        { fix: `write type: ${wanted}` },
      );
  }
  const { metadata } = properties;
  if (level === 'root' && metadata !== undefined)
    validateRootMetadata(metadata, path.child('properties').key('metadata'), report);
}
