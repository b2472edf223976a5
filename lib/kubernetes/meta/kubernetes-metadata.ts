import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateManifestMetadata } from './manifest-metadata';
import type { MetadataScope, ValidatedMetadata } from './object-meta';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'META-FINALIZER-UNKNOWN': {
    reason: 'a finalizer without a domain is one of those that Kubernetes itself looks after',
    fix: 'write the finalizer with the domain of its controller, such as example.org/finalizer',
  },
});

const metadataPath = FieldPath.of('metadata');
const standardFinalizers: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

/**
 * The metadata of a kind of Kubernetes itself as a file has it (`ValidateObjectMeta` of the core group).
 */
export function validateKubernetesMetadata(
  metadata: Loose<ValidatedMetadata> | undefined,
  scope: Omit<MetadataScope, 'path'>,
  report: Report,
): void {
  validateManifestMetadata(metadata, scope, report);
  for (const [index, finalizer] of (metadata?.finalizers ?? []).entries())
    if (!finalizer.includes('/') && !standardFinalizers.has(finalizer))
      report.invalid(rule['META-FINALIZER-UNKNOWN'], metadataPath.child('finalizers').index(index), finalizer);
}
