/**
 * What a catalog is for: `jsonschema` for editors and kubeconform, `structural` for flux-schema and others that know no references, `crd` for
 * kubectl-validate and everything else that reads custom resource definitions.
 */
export type CatalogForm = 'jsonschema' | 'structural' | 'crd';

/** The forms, in the order of the help text. */
export const catalogForms: readonly CatalogForm[] = ['jsonschema', 'structural', 'crd'];
