import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { positionsOf, valuesOf, itemsOf, type SchemaProps } from './schema-props';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-SCHEMA-TYPE': 'the type of a schema is string, number, integer, boolean, array or object',
  'CRD-SCHEMA-UNSUPPORTED': {
    reason: 'Kubernetes does not support this keyword of OpenAPI',
    fix: 'write the schema out in place, with properties, additionalProperties and items',
  },
  'CRD-SCHEMA-UNIQUE-ITEMS': {
    reason: 'uniqueItems would cost too much for long lists',
    fix: 'write x-kubernetes-list-type: set instead',
  },
  'CRD-SCHEMA-EMBEDDED-METADATA': 'nothing inside of apiVersion, kind and metadata is an object of its own',
});

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Keywords that hold something although nothing supports them: those of one schema, not of what is below it. */
export function validateSupported(schema: SchemaProps, path: FieldPath, report: Report): void {
  const { type = '' } = schema;
  if (type !== '' && !types.includes(type))
    report.notSupported(rule['CRD-SCHEMA-TYPE'], path.child('type'), type, types);
  if (type === 'null')
    report.forbidden(rule['CRD-SCHEMA-TYPE'], path.child('type'), {
      message: 'null is no type of its own',
      fix: 'write nullable: true beside the type',
    });
  for (const keyword of unsupported(schema)) report.forbidden(rule['CRD-SCHEMA-UNSUPPORTED'], path.child(keyword));
  if (positionsOf(schema).length > 0)
    report.forbidden(rule['CRD-SCHEMA-UNSUPPORTED'], path.child('items'), {
      message: 'all entries of a list have one schema',
      fix: 'write a schema instead of a list of schemas',
    });
  if (schema.uniqueItems === true) report.forbidden(rule['CRD-SCHEMA-UNIQUE-ITEMS'], path.child('uniqueItems'));
}

/** An embedded resource where the metadata of another one is described. */
export function validateOutsideMetadata(schema: SchemaProps, path: FieldPath, report: Report): void {
  if (schema['x-kubernetes-embedded-resource'] === true)
    report.forbidden(rule['CRD-SCHEMA-EMBEDDED-METADATA'], path.child('x-kubernetes-embedded-resource'));
}

function unsupported(schema: SchemaProps): readonly string[] {
  const filled = (value: object | undefined): boolean => Object.keys(value ?? {}).length > 0;
  return [
    ...((schema.id ?? '') === '' ? [] : ['id']),
    ...(schema.additionalItems === undefined ? [] : ['additionalItems']),
    ...(filled(schema.patternProperties) ? ['patternProperties'] : []),
    ...(filled(schema.definitions) ? ['definitions'] : []),
    ...(schema.dependencies === undefined ? [] : ['dependencies']),
    ...(schema.$ref === undefined ? [] : ['$ref']),
  ];
}

/**
 * Whether upstream can make a structural schema of this one (`NewStructural`): without keywords that it cannot express. Others are found
 * by {@link validateSupported} alone.
 */
export function isConvertible(schema: SchemaProps): boolean {
  const { id = '', $schema = '', $ref = '', dependencies, additionalItems } = schema;
  if (id !== '' || $schema !== '' || $ref !== '' || additionalItems !== undefined) return false;
  if (schema['x-kubernetes-preserve-unknown-fields'] === false || positionsOf(schema).length > 0) return false;
  for (const map of [schema.patternProperties, schema.definitions, dependencies])
    if (Object.keys(map ?? {}).length > 0) return false;
  return childrenOf(schema).every(isConvertible);
}

function childrenOf(schema: SchemaProps): readonly SchemaProps[] {
  const { properties = {}, not, allOf = [], anyOf = [], oneOf = [] } = schema;
  const single = [itemsOf(schema), valuesOf(schema), not].filter(child => child !== undefined);
  return [...single, ...Object.values(properties), ...allOf, ...anyOf, ...oneOf];
}
