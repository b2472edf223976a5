import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { isPathSegmentName, type Problems } from '../../core/names';
import type { Report } from '../../rules/report';
import { validateObjectMeta, type MetadataScope, type ValidatedMetadata } from './object-meta';

const metadataPath = FieldPath.of('metadata');

/**
 * The metadata of an object as a file has it: where the namespace is missing, whoever applies the file chooses one; where the kind has none, the
 * API server forgets it before anybody looks (`EnsureObjectNamespaceMatchesRequestNamespace`).
 */
export function validateManifestMetadata(
  metadata: Loose<ValidatedMetadata> | undefined,
  scope: Omit<MetadataScope, 'path'>,
  report: Report,
): void {
  const namespace = scope.namespaced ? (metadata?.namespace ?? 'default') : undefined;
  validateObjectMeta({ ...metadata, namespace }, { ...scope, path: metadataPath }, report);
}

/** Why a name cannot be a part of the path of a request; names of roles may be anything else. */
export function pathSegmentProblems(name: string): Problems {
  return isPathSegmentName(name) ? [] : ['must not be "." or "..", nor hold "/" or "%"'];
}
