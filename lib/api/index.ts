export { catalogFiles, type CatalogFile, type CatalogOptions } from './catalog/files';
export { catalogForms, type CatalogForm } from './catalog/form';
export { isDefinition, kindsOfDefinition } from './crd';
export { describePath, problemOfPath, type Description, type PathProblem } from './describe';
export type { DefaultOrigin, FieldDescription } from './describe-field';
export {
  changesBetween,
  coveredMinors,
  existsIn,
  fieldAvailability,
  type Availability,
  type FieldChange,
} from './history';
export { findKinds, pluralOf, preferredVersions, splitKindPath, suggestKind, type KindPath } from './kind-name';
export { lookUp, LookUpError } from './look-up';
export { dropNulls } from './nulls';
export { printDescription } from './print-description';
export { printKinds } from './print-kinds';
export { builtinRegistry, Registry, type KindClass, type KindInfo } from './registry';
export { apiRuleList, type ApiRule, type ApiRuleId } from './rules';
export { describeRecord, kindRecord } from './schema-record';
export { TypedObject, type Fields, type TypedObjectProps } from './typed-object';
export { validateObject, validateTransition, type ValidateOptions } from './validate';
