import type { FieldPath } from '../../../core/field-path';
import { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateDeclared } from './branches';
import { validateDefaults } from './defaults';
import { validateExpressions } from './expressions';
import { validateKeywords } from './keywords';
import { validateOpenApi } from './open-api';
import { validateRootWithStatus } from './root-metadata';
import type { SchemaProps } from './schema-props';
import { validateStructure } from './structural';
import { isConvertible } from './unsupported';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-ROOT-NULL': 'an object is never null',
  'CRD-SCHEMA-URL': { reason: 'a schema has no $schema', fix: 'remove it: the version of OpenAPI is fixed' },
});

/** Where a schema stands, and whether the status of its objects is written on its own. */
export interface SchemaPlace {
  readonly path: FieldPath;
  readonly hasStatus: boolean;
}

/**
 * The schema of a version (`validateCustomResourceDefinitionValidation`). What is wrong with its structure hides what could be said about its
 * defaults, and everything that is wrong hides what could be said about its expressions.
 */
export function validateSchema(schema: SchemaProps, { path, hasStatus }: SchemaPlace, report: Report): void {
  if (!validateKeywords(schema, path, report)) return;
  const found = new Report();
  if (hasStatus) validateRootWithStatus(schema, path, found);
  if (schema.nullable === true) found.forbidden(rule['CRD-ROOT-NULL'], path.child('nullable'));
  const isStructural = validateStructuralSchema(schema, path, found);
  const expressions = new Report();
  const scope = { path, isRoot: true, above: [] };
  validateOpenApi(schema, scope, {
    report: found,
    expressions: (node, place) => {
      if (isStructural) validateExpressions(node, place, expressions);
    },
  });
  if (found.findings.length === 0 && !isConvertible(schema)) found.invalid(rule['CRD-SCHEMA-URL'], path, undefined);
  report.findings.push(...found.findings, ...expressions.findings);
}

/** Whether nothing stands against judging the expressions. */
function validateStructuralSchema(schema: SchemaProps, path: FieldPath, report: Report): boolean {
  if (!isConvertible(schema)) return false;
  const found = new Report();
  validateStructure(schema, path, found);
  validateDeclared(schema, path, found);
  if (found.findings.length === 0) validateDefaults(schema, path, found);
  report.findings.push(...found.findings);
  return found.findings.length === 0;
}
