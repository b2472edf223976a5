import type { FieldPath } from '../../../core/field-path';
import { isMap } from '../../../core/plain-map';
import { suggest } from '../../../core/suggest';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/v1/types_jsonschema.go v0.36', {
  'CRD-SCHEMA-KEYWORD': 'a schema has only the keywords of OpenAPI v3 that Kubernetes knows',
  'CRD-SCHEMA-KEYWORD-TYPE': 'a keyword of a schema must have its own type',
});

type Kind = 'text' | 'flag' | 'number' | 'integer' | 'texts' | 'any' | 'list';
type Shape = Kind | 'schema' | 'schemas' | 'schemaMap' | 'schemaOrFlag' | 'schemaOrSchemas' | 'dependencies' | Fields;
interface Fields {
  readonly [field: string]: Shape | readonly [Fields];
}

const validationRule: Fields = {
  rule: 'text',
  message: 'text',
  messageExpression: 'text',
  reason: 'text',
  fieldPath: 'text',
  optionalOldSelf: 'flag',
};

const keywords: Fields = {
  ...of('text', ['id', '$schema', '$ref', 'description', 'type', 'format', 'title', 'pattern']),
  ...of('text', ['x-kubernetes-list-type', 'x-kubernetes-map-type']),
  ...of('flag', ['nullable', 'exclusiveMaximum', 'exclusiveMinimum', 'uniqueItems', 'x-kubernetes-int-or-string']),
  ...of('flag', ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource']),
  ...of('any', ['default', 'example']),
  ...of('number', ['maximum', 'minimum', 'multipleOf']),
  ...of('integer', ['maxLength', 'minLength', 'maxItems', 'minItems', 'maxProperties', 'minProperties']),
  ...of('texts', ['required', 'x-kubernetes-list-map-keys']),
  ...of('schemas', ['allOf', 'oneOf', 'anyOf']),
  ...of('schemaMap', ['properties', 'patternProperties', 'definitions']),
  ...of('schemaOrFlag', ['additionalProperties', 'additionalItems']),
  enum: 'list',
  not: 'schema',
  items: 'schemaOrSchemas',
  dependencies: 'dependencies',
  externalDocs: { description: 'text', url: 'text' },
  'x-kubernetes-validations': [validationRule],
};

function of(shape: Shape, names: readonly string[]): Fields {
  return Object.fromEntries(names.map(name => [name, shape]));
}

/**
 * Whether a schema can be read: every keyword has its type. What is unknown is reported, and does not keep the rest from being judged.
 */
export function validateKeywords(schema: unknown, path: FieldPath, report: Report): boolean {
  return new Keywords(report).fits(schema, 'schema', path);
}

class Keywords {
  private readonly report: Report;

  constructor(report: Report) {
    this.report = report;
  }

  fits(value: unknown, shape: Shape, path: FieldPath): boolean {
    if (value === undefined || value === null || shape === 'any') return true;
    if (typeof shape === 'object') return this.fieldsFit(value, shape, path);
    switch (shape) {
      case 'schema':
        return this.fieldsFit(value, keywords, path);
      case 'schemaOrFlag':
        return typeof value === 'boolean' || this.fieldsFit(value, keywords, path, 'a schema, true or false');
      case 'schemaOrSchemas':
        return this.fits(value, Array.isArray(value) ? 'schemas' : 'schema', path);
      case 'schemas':
        return this.entriesFit(value, 'schema', path);
      case 'texts':
        return this.entriesFit(value, 'text', path);
      case 'list':
        return this.entriesFit(value, 'any', path);
      case 'schemaMap':
        return this.valuesFit(value, () => 'schema', path);
      case 'dependencies':
        return this.valuesFit(value, entry => (Array.isArray(entry) ? 'texts' : 'schema'), path);
      default:
        return isScalar(value, shape) || this.refuse(value, scalarNames[shape], path);
    }
  }

  private fieldsFit(value: unknown, fields: Fields, path: FieldPath, wanted = 'an object'): boolean {
    if (!isMap(value)) return this.refuse(value, wanted, path);
    let isSound = true;
    for (const [name, member] of Object.entries(value)) {
      const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const place = path.child(name);
      if (shape === undefined) this.unknown(name, fields, place);
      else if (Array.isArray(shape)) isSound = this.entriesFit(member, shape[0] as Fields, place) && isSound;
      else isSound = this.fits(member, shape as Shape, place) && isSound;
    }
    return isSound;
  }

  private entriesFit(value: unknown, shape: Shape, path: FieldPath): boolean {
    if (value === undefined || value === null) return true;
    if (!Array.isArray(value)) return this.refuse(value, 'a list', path);
    return value.map((entry, index) => this.fits(entry, shape, path.index(index))).every(Boolean);
  }

  private valuesFit(value: unknown, shapeOf: (entry: unknown) => Shape, path: FieldPath): boolean {
    if (!isMap(value)) return this.refuse(value, 'an object', path);
    return Object.entries(value)
      .map(([name, entry]) => this.fits(entry, shapeOf(entry), path.key(name)))
      .every(Boolean);
  }

  private unknown(name: string, fields: Fields, path: FieldPath): void {
    const close = suggest(name, Object.keys(fields));
    this.report.unknownField(rule['CRD-SCHEMA-KEYWORD'], path, {
      message: 'no keyword of schemas',
      ...(close !== undefined && { fix: `did you mean ${close}` }),
    });
  }

  private refuse(value: unknown, wanted: string, path: FieldPath): false {
    this.report.typeInvalid(rule['CRD-SCHEMA-KEYWORD-TYPE'], path, value, { message: `must be ${wanted}` });
    return false;
  }
}

const scalarNames = {
  text: 'a string',
  flag: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  any: 'a value',
} as const;

function isScalar(value: unknown, shape: keyof typeof scalarNames): boolean {
  if (shape === 'text') return typeof value === 'string';
  if (shape === 'flag') return typeof value === 'boolean';
  return shape === 'integer' ? Number.isInteger(value) : typeof value === 'number';
}
