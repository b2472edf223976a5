export { catalogFiles, catalogForms, type CatalogFile, type CatalogForm } from './catalog';
export { isDefinition, kindsOfDefinition } from './crd';
export {
  describePath,
  findKinds,
  pluralOf,
  suggestField,
  suggestKind,
  type DefaultOrigin,
  type Description,
  type FieldDescription,
} from './describe';
export {
  changesBetween,
  coveredMinors,
  existsIn,
  fieldAvailability,
  type Availability,
  type FieldChange,
} from './history';
export { dropNulls } from './nulls';
export { builtinRegistry, Registry, type KindClass, type KindInfo } from './registry';
export { apiRuleList, type ApiRule, type ApiRuleId } from './rules';
export { TypedObject, type Fields, type TypedObjectProps } from './typed-object';
export { validateObject, validateTransition, type ValidateOptions } from './validate';
