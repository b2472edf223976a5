export type { Resolve } from './plain';
export { findUnwritable, type Unwritable } from './unwritable';
export { renderDocument, UnwritableError, writeDocument, writeDocuments, writeValue, type Rendered } from './writer';
