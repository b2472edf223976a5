import type { FieldPath } from '../../../core/field-path';
import { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateListAndMapType } from './list-type';
import { itemsOf, positionsOf, valuesOf, type SchemaProps } from './schema-props';
import { validateOutsideMetadata, validateSupported } from './unsupported';
import { validateValidationRules } from './validation-rules';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-SCHEMA-MAP-OR-OBJECT': {
    reason: 'an object has fields (properties) or free keys (additionalProperties), not both',
    fix: 'remove additionalProperties, or write x-kubernetes-preserve-unknown-fields: true',
  },
  'CRD-SCHEMA-PRESERVE': {
    reason: 'x-kubernetes-preserve-unknown-fields is true or left out',
    fix: 'remove it: unknown fields are removed anyway',
  },
  'CRD-DEFAULT-PLACE': 'apiVersion, kind and metadata of the object, and free keys of metadata, have no defaults',
});

/** Where a schema stands in a definition. */
export interface SchemaScope {
  readonly path: FieldPath;
  readonly isRoot?: boolean;
  /** Describes apiVersion, kind or metadata of an object, or something inside. */
  readonly isMetadata?: boolean;
  readonly forbidsDefaults?: boolean;
  /** Old and new value cannot be told to belong together. */
  readonly isUncorrelated?: boolean;
  /** Below `not`, `allOf` and the like, where nothing is declared. */
  readonly isCondition?: boolean;
  /** The schemas from the root to this one. */
  readonly above: readonly SchemaProps[];
}

/** Judges the expressions of a schema in which nothing else is wrong, also not below it. */
export type ExpressionCheck = (schema: SchemaProps, scope: SchemaScope) => void;

/**
 * Every schema of a definition on its own, at any depth (`ValidateCustomResourceDefinitionOpenAPISchema`); false when something is wrong
 * with one of them.
 */
export function validateOpenApi(schema: SchemaProps, scope: SchemaScope, check: Judges): boolean {
  return new OpenApiWalk(check).visit(schema, scope);
}

interface Judges {
  readonly report: Report;
  readonly expressions: ExpressionCheck;
}

const metadataFields = new Set(['metadata', 'kind', 'apiVersion']);

class OpenApiWalk {
  private readonly judges: Judges;

  constructor(judges: Judges) {
    this.judges = judges;
  }

  visit(schema: SchemaProps, scope: SchemaScope): boolean {
    const own = new Report();
    validateNode(schema, scope, own);
    this.judges.report.findings.push(...own.findings);
    const below = this.children(schema, { ...scope, isRoot: false, above: [...scope.above, schema] }, scope);
    const isSound = below.every(Boolean) && own.findings.length === 0;
    const hasRules = (schema['x-kubernetes-validations'] ?? []).length > 0;
    if (isSound && hasRules && scope.isCondition !== true) this.judges.expressions(schema, scope);
    return isSound;
  }

  private children(schema: SchemaProps, inside: SchemaScope, scope: SchemaScope): boolean[] {
    const { path } = scope;
    const condition = { ...inside, isCondition: true };
    const values = valuesOf(schema);
    const { definitions = {}, dependencies = {}, not } = schema;
    return [
      ...(values === undefined ? [] : [this.visit(values, valueScope(inside))]),
      ...this.fields(schema, inside, scope),
      ...(not === undefined ? [] : [this.visit(not, { ...condition, path: path.child('not') })]),
      ...(['allOf', 'oneOf', 'anyOf'] as const).flatMap(keyword =>
        (schema[keyword] ?? []).map((branch, index) =>
          this.visit(branch, { ...condition, path: path.child(keyword).index(index) }),
        ),
      ),
      ...Object.entries(definitions).map(([name, definition]) =>
        this.visit(definition, { ...condition, path: path.child('definitions').key(name) }),
      ),
      ...this.entries(schema, inside),
      ...Object.entries(dependencies).map(([name, dependency]) =>
        isSchema(dependency)
          ? this.visit(dependency, { ...condition, path: path.child('dependencies').key(name) })
          : true,
      ),
    ];
  }

  private fields(schema: SchemaProps, inside: SchemaScope, { path, isRoot }: SchemaScope): boolean[] {
    const isResource = isRoot === true || schema['x-kubernetes-embedded-resource'] === true;
    return Object.entries(schema.properties ?? {}).map(([name, field]) => {
      const isMetadata = isResource && metadataFields.has(name);
      return this.visit(field, {
        ...inside,
        path: path.child('properties').key(name),
        ...(isMetadata && { isMetadata }),
        ...(isMetadata && isRoot === true && { forbidsDefaults: true }),
      });
    });
  }

  /** Only the entries of a list of type map can be followed from the old object to the new one. */
  private entries(schema: SchemaProps, inside: SchemaScope): boolean[] {
    const isUncorrelated = inside.isUncorrelated === true || schema['x-kubernetes-list-type'] !== 'map';
    const scope = { ...inside, isUncorrelated, path: inside.path.child('items') };
    const items = itemsOf(schema);
    return [
      ...(items === undefined ? [] : [this.visit(items, scope)]),
      ...positionsOf(schema).map((entry, index) => this.visit(entry, { ...scope, path: scope.path.index(index) })),
    ];
  }
}

function isSchema(dependency: SchemaProps | readonly string[]): dependency is SchemaProps {
  return !Array.isArray(dependency);
}

function valueScope(inside: SchemaScope): SchemaScope {
  const path = inside.path.child('additionalProperties');
  return { ...inside, path, ...(inside.isMetadata === true && { forbidsDefaults: true }) };
}

function validateNode(schema: SchemaProps, { path, isMetadata, forbidsDefaults }: SchemaScope, report: Report): void {
  validateSupported(schema, path, report);
  if (isMetadata === true) validateOutsideMetadata(schema, path, report);
  if (forbidsDefaults === true && schema.default !== undefined)
    report.forbidden(rule['CRD-DEFAULT-PLACE'], path.child('default'));
  const { additionalProperties, properties = {} } = schema;
  if (additionalProperties !== undefined && additionalProperties !== true && Object.keys(properties).length > 0)
    report.forbidden(rule['CRD-SCHEMA-MAP-OR-OBJECT'], path.child('additionalProperties'));
  if (schema['x-kubernetes-preserve-unknown-fields'] === false)
    report.invalid(rule['CRD-SCHEMA-PRESERVE'], path.child('x-kubernetes-preserve-unknown-fields'), false);
  validateListAndMapType(schema, path, report);
  validateValidationRules(schema, path, report);
}
