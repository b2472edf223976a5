import type { Report } from '../../../rules/report';
import type { SchemaScope } from './open-api';
import type { SchemaProps } from './schema-props';

/** The expressions of `x-kubernetes-validations` of one schema. */
export function validateExpressions(_schema: SchemaProps, _scope: SchemaScope, _report: Report): void {}
