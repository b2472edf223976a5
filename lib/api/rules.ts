import type { Severity } from '../core/finding';

/** What can be said about a rule of this layer without running it; the reference of rules is made of these. */
export interface ApiRule {
  readonly id: string;
  readonly severity: Severity;
  /** What must hold, in one line. */
  readonly reason: string;
  readonly source: string;
}

const schemas = 'imports/index.json names the declaration of each kind';
const conversion = 'kubernetes/apiextensions-apiserver:pkg/apiserver/validation/validation.go v0.36';

/** The rules of schemas, versions and CEL, by id. */
export const apiRules = {
  'SCHEMA-UNKNOWN-FIELD': error('a field must be declared by the kind', schemas),
  'SCHEMA-TYPE': error('a value must have the declared type', schemas),
  'SCHEMA-REQUIRED': error('a required field must be set', schemas),
  'SCHEMA-VALUE': error('a value must be one of the supported ones', schemas),
  'SCHEMA-INVALID': error('a value must fit the declared pattern, format and bounds', schemas),
  'SCHEMA-DUPLICATE': error('entries of a list must differ in what identifies them', schemas),
  'SCHEMA-ALTERNATIVES': error('of fields that exclude each other as many must be set as the kind allows', schemas),
  'SCHEMA-NULL': error(
    'null must not stand where server-side apply refuses it: on a custom resource, for a field that is not nullable',
    'kubernetes/apiextensions-apiserver:pkg/apiserver/schema/defaulting/prunenulls.go v0.36',
  ),
  'SCHEMA-CEL': error('the CEL rules of the custom resource definition must hold', conversion),
  'SCHEMA-CEL-UNKNOWN': {
    severity: 'notice',
    reason: 'a CEL rule can only be checked when its functions are known',
    source: conversion,
  },
  'SCHEMA-PATTERN-UNKNOWN': {
    severity: 'notice',
    reason: 'a pattern can only be checked when JavaScript can evaluate it',
    source: conversion,
  },
  'SCHEMA-NAMESPACE': {
    severity: 'warning',
    reason: 'an object of a cluster-scoped kind has no namespace',
    source: 'kubernetes/apiserver:pkg/registry/rest/meta.go v0.36 (EnsureObjectNamespaceMatchesRequestNamespace)',
  },
  'SCHEMA-NOT-SERVED': error('an object must be written in a version that is served', schemas),
  'SCHEMA-NESTED-KIND': error('an embedded configuration must be of a kind that its field takes', schemas),
  'SCHEMA-NO-SCHEMA': {
    severity: 'notice',
    reason: 'a kind can only be checked when its schema is known',
    source: schemas,
  },
  'SCHEMA-SERVER-FIELDS': {
    severity: 'warning',
    reason: 'fields that the server owns do not belong into Git',
    source: 'kubernetes/apimachinery:pkg/apis/meta/v1/types.go v0.36',
  },
  'VERSION-KIND': error('the kind must exist in this version of Gardener', 'imports/history.json'),
  'VERSION-FIELD-NEW': error('a field must already exist in this version of Gardener', 'imports/history.json'),
  'VERSION-FIELD-REMOVED': error('a field must still exist in this version of Gardener', 'imports/history.json'),
} as const satisfies Record<string, Omit<ApiRule, 'id'>>;

/** Id of a rule of this layer. */
export type ApiRuleId = keyof typeof apiRules;

/** The rules as a list, for the reference. */
export const apiRuleList: readonly ApiRule[] = Object.entries(apiRules).map(([id, rule]) => ({ id, ...rule }));

function error(reason: string, source: string): Omit<ApiRule, 'id'> {
  return { severity: 'error', reason, source };
}
