import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { itemsOf, positionsOf, type SchemaProps } from './schema-props';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-LIST-TYPE': 'x-kubernetes-list-type belongs to a list and is atomic, set or map',
  'CRD-MAP-TYPE': 'x-kubernetes-map-type belongs to an object and is atomic or granular',
  'CRD-LIST-SET': {
    reason: 'an entry of a set is compared as a whole',
    fix: 'let the entries be scalars, or atomic objects and lists',
  },
  'CRD-LIST-KEYS': 'a list of type map names the scalar fields that tell its entries apart',
  'CRD-LIST-KEYS-SET': {
    reason: 'a field that tells entries apart always has a value',
    fix: 'make it required, or give it a default',
  },
  'CRD-LIST-NULL': 'entries of a set or map, and what tells them apart, are never null',
});

/** How lists and maps are merged: types, keys, and what they ask of the entries. */
export function validateListAndMapType(schema: SchemaProps, path: FieldPath, report: Report): void {
  validateMapType(schema, path, report);
  validateListType(schema, path, report);
  validateListKeys(schema, path, report);
  if (schema['x-kubernetes-list-type'] === 'map') validateMapList(schema, path, report);
  validateNeverNull(schema, path, report);
}

function validateMapType(schema: SchemaProps, path: FieldPath, report: Report): void {
  const mapType = schema['x-kubernetes-map-type'];
  if (mapType === undefined) return;
  wantType(schema, { wanted: 'object', rule: rule['CRD-MAP-TYPE'] }, path, report);
  const allowed = ['atomic', 'granular'];
  if (!allowed.includes(mapType))
    report.notSupported(rule['CRD-MAP-TYPE'], path.child('x-kubernetes-map-type'), mapType, allowed);
}

function validateListType(schema: SchemaProps, path: FieldPath, report: Report): void {
  const listType = schema['x-kubernetes-list-type'];
  if (listType === undefined) return;
  const isList = wantType(schema, { wanted: 'array', rule: rule['CRD-LIST-TYPE'] }, path, report);
  const allowed = ['atomic', 'set', 'map'];
  if (!allowed.includes(listType))
    report.notSupported(rule['CRD-LIST-TYPE'], path.child('x-kubernetes-list-type'), listType, allowed);
  const items = itemsOf(schema);
  if (isList && listType === 'set' && items !== undefined) validateSetItems(items, path.child('items'), report);
}

function wantType(
  { type = '' }: SchemaProps,
  { wanted, rule: broken }: { readonly wanted: string; readonly rule: (typeof rule)['CRD-LIST-TYPE'] },
  path: FieldPath,
  report: Report,
): boolean {
  if (type === '') report.required(broken, path.child('type'), { fix: `write type: ${wanted}` });
  else if (type !== wanted) report.invalid(broken, path.child('type'), type, { fix: `write type: ${wanted}` });
  return type === wanted;
}

function validateSetItems(items: SchemaProps, path: FieldPath, report: Report): void {
  const { type, 'x-kubernetes-list-type': listType, 'x-kubernetes-map-type': mapType } = items;
  if (type === 'array' && listType !== undefined && listType !== 'atomic')
    report.invalid(rule['CRD-LIST-SET'], path.child('x-kubernetes-list-type'), listType);
  if (type === 'object' && mapType !== 'atomic')
    report.invalid(rule['CRD-LIST-SET'], path.child('x-kubernetes-map-type'), mapType);
}

function validateListKeys(schema: SchemaProps, path: FieldPath, report: Report): void {
  const listType = schema['x-kubernetes-list-type'];
  if ((schema['x-kubernetes-list-map-keys'] ?? []).length === 0 || listType === 'map') return;
  const place = path.child('x-kubernetes-list-type');
  const details = { message: 'only a list of type map has x-kubernetes-list-map-keys' };
  if (listType === undefined) report.required(rule['CRD-LIST-KEYS'], place, details);
  else report.invalid(rule['CRD-LIST-KEYS'], place, listType, details);
}

function validateMapList(schema: SchemaProps, path: FieldPath, report: Report): void {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const keysPath = path.child('x-kubernetes-list-map-keys');
  if (keys.length === 0) report.required(rule['CRD-LIST-KEYS'], keysPath);
  const itemsPath = path.child('items');
  const items = itemsOf(schema);
  if (items === undefined) {
    const details = { message: 'the entries of a list of type map have one schema' };
    if (positionsOf(schema).length > 0) report.invalid(rule['CRD-LIST-KEYS'], itemsPath, undefined, details);
    else report.required(rule['CRD-LIST-KEYS'], itemsPath, details);
  } else if (items.type === 'object') validateKeys(keys, items, path, report);
  else
    report.invalid(rule['CRD-LIST-KEYS'], itemsPath.child('type'), items.type ?? '', {
      message: 'the entries of a list of type map are objects',
    });
}

function validateKeys(keys: readonly string[], items: SchemaProps, path: FieldPath, report: Report): void {
  const keysPath = path.child('x-kubernetes-list-map-keys');
  const { properties = {} } = items;
  const unknown = keys.filter(key => !Object.hasOwn(properties, key));
  if (unknown.length > 0)
    report.invalid(rule['CRD-LIST-KEYS'], keysPath, keys, {
      message: `the entries have no field ${unknown.join(', ')}`,
    });
  if (new Set(keys).size < keys.length)
    report.invalid(rule['CRD-LIST-KEYS'], keysPath, keys, { message: 'every key is named once' });
  for (const key of keys) {
    const { type } = properties[key] ?? {};
    if (type === 'array' || type === 'object')
      report.invalid(rule['CRD-LIST-KEYS'], path.child('items', 'properties').key(key).child('type'), type, {
        message: 'what tells entries apart is a scalar',
      });
  }
}

function validateNeverNull(schema: SchemaProps, path: FieldPath, report: Report): void {
  const listType = schema['x-kubernetes-list-type'];
  const items = itemsOf(schema);
  if (items === undefined || (listType !== 'set' && listType !== 'map')) return;
  if (items.nullable === true) report.forbidden(rule['CRD-LIST-NULL'], path.child('items', 'nullable'));
  if (listType === 'set') return;
  for (const key of schema['x-kubernetes-list-map-keys'] ?? []) {
    const field = Object.hasOwn(items.properties ?? {}, key) ? items.properties?.[key] : undefined;
    if (field === undefined) continue;
    const fieldPath = path.child('items', 'properties').key(key);
    if (items.required?.includes(key) !== true && field.default === undefined)
      report.required(rule['CRD-LIST-KEYS-SET'], fieldPath.child('default'));
    if (field.nullable === true) report.forbidden(rule['CRD-LIST-NULL'], fieldPath.child('nullable'));
  }
}
