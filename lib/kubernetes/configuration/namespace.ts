import type { Namespace } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'CONFIG-NAMESPACE-FINALIZER': {
    reason: 'a finalizer of a namespace is kubernetes, or has a domain',
    fix: 'remove spec.finalizers, the API server adds its own',
  },
});

const finalizersPath = FieldPath.of('spec', 'finalizers');

/** A new Namespace. */
export function validateNamespace(namespace: Loose<Namespace>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123LabelProblems };
  validateKubernetesMetadata(namespace.metadata, scope, report);
  for (const finalizer of namespace.spec?.finalizers ?? []) {
    const isKnown = finalizer.includes('/') || known.has(finalizer);
    if (!isKnown || qualifiedNameProblems(finalizer).length > 0)
      report.invalid(rule['CONFIG-NAMESPACE-FINALIZER'], finalizersPath, finalizer);
  }
}

const known: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);
