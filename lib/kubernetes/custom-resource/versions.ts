import { isDeepStrictEqual } from 'node:util';
import type {
  CustomResourceDefinitionSpec,
  CustomResourceDefinitionVersion,
} from '../../../imports/apiextensions.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1035LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateColumn, validateSubresources } from './json-path';
import { isSameSchema } from './schema/same-schema';
import { validateSchema } from './schema/schema';
import type { SchemaProps } from './schema/schema-props';
import { isConvertible } from './schema/unsupported';
import { validateSelectableFields } from './selectable-fields';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-VERSION-NAME': 'a version is a label that begins with a letter: v1, v1beta1',
  'CRD-VERSIONS': 'versions have different names',
  'CRD-STORAGE': { reason: 'exactly one version is stored', fix: 'write storage: true for one version' },
  'CRD-DEPRECATION': 'the warning of a deprecated version is a printable line of at most 256 bytes',
  'CRD-SCHEMA-MISSING': { reason: 'every version has a schema', fix: 'write schema.openAPIV3Schema' },
  'CRD-SELECTABLE-FIELDS-SCHEMA': {
    reason:
      'versions have selectable fields of their own where they have schemas of their own, and all the same ones where they share one',
    fix: 'let the schemas and the selectable fields of the versions be both different or both equal',
  },
});

type Version = Loose<CustomResourceDefinitionVersion>;

/** The versions of a kind; what all of them have alike is judged once, at the first one. */
export function validateVersions(spec: Loose<CustomResourceDefinitionSpec>, path: FieldPath, report: Report): void {
  const { versions = [] } = spec;
  validateNames(versions, path, report);
  if (versions.filter(({ storage }) => storage === true).length !== 1)
    report.invalid(
      rule['CRD-STORAGE'],
      path,
      versions.map(({ name }) => name),
    );
  for (const [index, version] of versions.entries()) validateWarning(version, path.index(index), report);
  validateSchemas(versions, path, report);
  validateSelections(versions, path, report);
  for (const [index, { subresources }] of distinct(versions, 'subresources'))
    validateSubresources(subresources, path.index(index).child('subresources'), report);
  for (const [index, { additionalPrinterColumns: columns = [] }] of distinct(versions, 'additionalPrinterColumns'))
    for (const [position, column] of columns.entries())
      validateColumn(column, path.index(index).child('additionalPrinterColumns').index(position), report);
}

/** The versions with their positions; the first alone where a field is the same in all of them. */
function distinct(versions: readonly Version[], field: keyof Version): readonly (readonly [number, Version])[] {
  const entries = [...versions.entries()];
  return isShared(versions, field) ? entries.slice(0, 1) : entries;
}

function isShared(versions: readonly Version[], field: keyof Version): boolean {
  const [first] = versions;
  return versions.every(version =>
    field === 'schema' && first !== undefined
      ? isSameSchema(schemaOf(version), schemaOf(first))
      : isDeepStrictEqual(version[field] ?? [], first?.[field] ?? []),
  );
}

function validateNames(versions: readonly Version[], path: FieldPath, report: Report): void {
  const names = versions.map(({ name = '' }) => name);
  for (const [index, name] of names.entries()) {
    const problems = dns1035LabelProblems(name);
    if (problems.length > 0)
      report.invalid(rule['CRD-VERSION-NAME'], path.index(index).child('name'), name, {
        message: `the version ${problems.join(', ')}`,
      });
  }
  if (new Set(names).size < names.length) report.invalid(rule['CRD-VERSIONS'], path, names);
}

function validateWarning({ deprecated, deprecationWarning: warning }: Version, path: FieldPath, report: Report): void {
  if (warning === undefined) return;
  const problems = [
    deprecated !== true && 'only a deprecated version has a warning',
    deprecated === true && warning === '' && 'the warning is not empty',
    deprecated === true && Buffer.byteLength(warning) > 256 && 'the warning has more than 256 bytes',
    deprecated === true &&
      /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(warning) &&
      'the warning has a character that is not printable',
  ].filter(problem => typeof problem === 'string');
  if (problems.length > 0)
    report.invalid(rule['CRD-DEPRECATION'], path.child('deprecationWarning'), warning, {
      message: problems.join(', '),
    });
}

const schemaOf = ({ schema }: Version): SchemaProps | undefined => schema?.openAPIV3Schema;
const hasStatus = ({ subresources }: Version): boolean => subresources?.status !== undefined;

function validateSchemas(versions: readonly Version[], path: FieldPath, report: Report): void {
  const schemaPath = (index: number): FieldPath => path.index(index).child('schema', 'openAPIV3Schema');
  for (const [index, version] of versions.entries())
    if (schemaOf(version) === undefined) report.required(rule['CRD-SCHEMA-MISSING'], schemaPath(index));
  const isForAll = isShared(versions, 'schema');
  for (const [index, version] of distinct(versions, 'schema')) {
    const schema = schemaOf(version);
    const withStatus = isForAll ? versions.some(hasStatus) : hasStatus(version);
    if (schema !== undefined) validateSchema(schema, { path: schemaPath(index), hasStatus: withStatus }, report);
  }
}

/** Upstream keeps what all versions share apart from what each has, and wants fields beside the schema that they are taken from. */
function validateSelections(versions: readonly Version[], path: FieldPath, report: Report): void {
  const isBeside = isShared(versions, 'schema') === isShared(versions, 'selectableFields');
  for (const [index, version] of distinct(versions, 'selectableFields')) {
    const { selectableFields: fields = [] } = version;
    const place = path.index(index).child('selectableFields');
    const schema = schemaOf(version);
    if (fields.length === 0) continue;
    if (!isBeside || schema === undefined) report.invalid(rule['CRD-SELECTABLE-FIELDS-SCHEMA'], place, undefined);
    else if (isConvertible(schema)) validateSelectableFields(fields, { schema, path: place }, report);
  }
}
