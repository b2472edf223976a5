import type { Kind } from '../../imports/kind';
import { kindOfSchema } from './crd';
import type { OpenApiSchema } from './crd-schema';
import { addKinds } from './registry';

/**
 * Makes a kind known to this program: its objects are checked by the schema and the rules of its custom resource definition, wherever they come from.
 * `cdk8s-gardener import` writes the call.
 *
 * @param schema `openAPIV3Schema` of the version, as JSON
 */
export function defineKind<T>(kind: Kind<T>, schema: string): Kind<T> {
  const { apiVersion, kind: name, scope, plural } = kind;
  addKinds([
    kindOfSchema(() => JSON.parse(schema) as OpenApiSchema, {
      apiVersion,
      kind: name,
      scope,
      source: 'an imported definition',
      ...(plural !== undefined && { plural }),
    }),
  ]);
  return kind;
}
