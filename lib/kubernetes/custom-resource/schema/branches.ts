import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { itemsOf, type SchemaProps } from './schema-props';
import { goPatternProblem } from '../../go-pattern/pattern';
import { saysTypeOnly, writtenKeywords } from './written';

const rule = ruleTable('apiextensions-apiserver:pkg/apiserver/schema/validation.go v0.36', {
  'CRD-BRANCH-KEYWORD': {
    reason: 'allOf, anyOf, oneOf and not hold conditions: types, texts, defaults and extensions stand outside of them',
    fix: 'move it to the field itself, outside of allOf, anyOf, oneOf and not',
  },
  'CRD-BRANCH-METADATA': 'allOf, anyOf, oneOf and not hold no conditions about metadata',
  'CRD-BRANCH-UNDECLARED': {
    reason: 'a condition in allOf, anyOf, oneOf or not is about a field that is declared outside of them',
    fix: 'declare it with its type in properties or items as well',
  },
  'CRD-PATTERN': 'a pattern is a regular expression of Go',
});

/** The conditions of one schema: pattern, `allOf`, `anyOf`, `oneOf`, `not`; fields and entries below it have their own. */
export function validateBranches(schema: SchemaProps, path: FieldPath, report: Report): void {
  const { anyOf, allOf = [], ...rest } = schema;
  const [first, ...others] = allOf;
  const isListed = isIntOrString(anyOf);
  const isNested = isIntOrString(first?.anyOf);
  validateConditions(isListed || anyOf === undefined ? rest : { ...rest, anyOf }, path, report);
  if (first !== undefined) {
    const { anyOf: types, ...condition } = first;
    validateBranch(isNested || types === undefined ? condition : first, path.child('allOf').index(0), report);
  }
  for (const [index, branch] of others.entries()) validateBranch(branch, path.child('allOf').index(index + 1), report);
}

/** The two ways in which older definitions say that a value is an integer or a string. */
function isIntOrString(branches: readonly SchemaProps[] | undefined): boolean {
  return branches?.length === 2 && saysTypeOnly(branches[0], 'integer') && saysTypeOnly(branches[1], 'string');
}

function validateConditions(schema: SchemaProps, path: FieldPath, report: Report): void {
  for (const keyword of ['anyOf', 'allOf', 'oneOf'] as const)
    for (const [index, branch] of (schema[keyword] ?? []).entries())
      validateBranch(branch, path.child(keyword).index(index), report);
  if (schema.not !== undefined) validateBranch(schema.not, path.child('not'), report);
  const problem = schema.pattern === undefined ? undefined : goPatternProblem(schema.pattern);
  if (problem !== undefined)
    report.invalid(rule['CRD-PATTERN'], path.child('pattern'), schema.pattern, { message: problem });
}

/** Keywords that declare; the rest of a branch is conditions. */
const declaring = [
  ...['type', 'default', 'title', 'description', 'nullable', 'x-kubernetes-preserve-unknown-fields'],
  ...['x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys'],
  ...['x-kubernetes-list-type', 'x-kubernetes-map-type', 'x-kubernetes-validations'],
];

function validateBranch(schema: SchemaProps, path: FieldPath, report: Report): void {
  validateConditions(schema, path, report);
  const items = itemsOf(schema);
  if (items !== undefined) validateBranch(items, path.child('items'), report);
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    validateBranch(field, path.child('properties').key(name), report);
  const written = writtenKeywords(schema);
  for (const keyword of declaring)
    if (written.includes(keyword) && !isEmptyList(schema, keyword))
      report.forbidden(rule['CRD-BRANCH-KEYWORD'], path.child(keyword));
  const { additionalProperties } = schema;
  if (additionalProperties !== undefined && additionalProperties !== false)
    report.forbidden(rule['CRD-BRANCH-KEYWORD'], path.child('additionalProperties'));
  if (Object.hasOwn(schema.properties ?? {}, 'metadata'))
    report.forbidden(rule['CRD-BRANCH-METADATA'], path.child('properties').key('metadata'));
}

function isEmptyList(schema: SchemaProps, keyword: string): boolean {
  const value = (schema as Readonly<Record<string, unknown>>)[keyword];
  return keyword !== 'default' && Array.isArray(value) && value.length === 0;
}

/** Whether what conditions speak of is declared (`validateStructuralCompleteness`). */
export function validateDeclared(schema: SchemaProps, path: FieldPath, report: Report): void {
  for (const branch of branchesOf(schema)) validateDeclaredIn(branch, { declared: schema, path }, report);
}

function branchesOf({ not, allOf = [], anyOf = [], oneOf = [] }: SchemaProps): readonly SchemaProps[] {
  return [...(not === undefined ? [] : [not]), ...allOf, ...anyOf, ...oneOf];
}

interface Declaration {
  readonly declared: SchemaProps | undefined;
  readonly path: FieldPath;
}

function validateDeclaredIn(branch: SchemaProps, { declared, path }: Declaration, report: Report): void {
  if (declared === undefined) {
    report.required(rule['CRD-BRANCH-UNDECLARED'], path);
    return;
  }
  for (const nested of branchesOf(branch)) validateDeclaredIn(nested, { declared, path }, report);
  const items = itemsOf(branch);
  if (items !== undefined)
    validateDeclaredIn(items, { declared: itemsOf(declared), path: path.child('items') }, report);
  for (const [name, field] of Object.entries(branch.properties ?? {})) {
    const { properties = {} } = declared;
    const below = Object.hasOwn(properties, name) ? properties[name] : undefined;
    validateDeclaredIn(field, { declared: below, path: path.child('properties').key(name) }, report);
  }
}
