import type { FieldPath } from '../../../core/field-path';
import { dns1035LabelProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isKept } from './pruning';
import { asResource, itemsOf, valuesOf, type SchemaProps } from './schema-props';
import { validateValue } from './value';

const rule = ruleTable('apiextensions-apiserver:pkg/apiserver/schema/defaulting/validation.go v0.36', {
  'CRD-DEFAULT': 'a default is a value that its own schema allows',
  'CRD-DEFAULT-UNKNOWN-FIELD': {
    reason: 'a default holds only fields that its schema declares',
    fix: 'declare the field, or remove it from the default',
  },
  'CRD-DEFAULT-EMBEDDED': 'an embedded resource in a default has an apiVersion and a kind',
});

const metadataFields = new Set(['metadata', 'kind', 'apiVersion']);

/** The defaults of a structural schema (`ValidateDefaults`), which nothing may follow in the values of maps. */
export function validateDefaults(root: SchemaProps, path: FieldPath, report: Report): void {
  visit(asResource(root), { path, isMetadata: false }, report);
}

interface Place {
  readonly path: FieldPath;
  /** In apiVersion, kind or metadata of a resource, which nothing prunes. */
  readonly isMetadata: boolean;
}

function visit(schema: SchemaProps, { path, isMetadata }: Place, report: Report): void {
  const isResource = schema['x-kubernetes-embedded-resource'] === true;
  const isInside = isMetadata && !isResource;
  const { default: value, properties = {} } = schema;
  if (value !== undefined)
    validateDefault(value, schema, { path: path.child('default'), isMetadata: isInside }, report);
  const items = itemsOf(schema);
  if (items !== undefined) visit(items, { path: path.child('items'), isMetadata: isInside }, report);
  for (const [name, field] of Object.entries(properties))
    visit(
      field,
      {
        path: path.child('properties').key(name),
        isMetadata: isInside || (isResource && metadataFields.has(name)),
      },
      report,
    );
}

function validateDefault(value: unknown, schema: SchemaProps, { path, isMetadata }: Place, report: Report): void {
  if (!isMetadata && !isKept(value, schema)) report.invalid(rule['CRD-DEFAULT-UNKNOWN-FIELD'], path, value);
  const before = report.findings.length;
  validateEmbedded(value, schema, path, report);
  if (report.findings.length === before)
    validateValue({ value, schema, path, whole: path }, rule['CRD-DEFAULT'], report);
}

/** The type of every resource that a default holds. */
function validateEmbedded(value: unknown, schema: SchemaProps | undefined, path: FieldPath, report: Report): void {
  if (schema === undefined || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) validateEmbedded(entry, itemsOf(schema), path.index(index), report);
    return;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  if (schema['x-kubernetes-embedded-resource'] === true)
    for (const name of ['apiVersion', 'kind'] as const) {
      if (!Object.hasOwn(fields, name)) report.required(rule['CRD-DEFAULT-EMBEDDED'], path.child(name));
      else if (!isTypeName(name, fields[name]))
        report.invalid(rule['CRD-DEFAULT-EMBEDDED'], path.child(name), fields[name], { message: `must be a ${name}` });
    }
  const { properties = {} } = schema;
  for (const [name, member] of Object.entries(fields)) {
    const isField = Object.hasOwn(properties, name);
    const place = isField ? path.child(name) : path.key(name);
    validateEmbedded(member, isField ? properties[name] : valuesOf(schema), place, report);
  }
}

function isTypeName(name: 'apiVersion' | 'kind', value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return name === 'kind' ? dns1035LabelProblems(value.toLowerCase()).length === 0 : value.split('/').length <= 2;
}
