import type { CustomResourceDefinition } from '../../../imports/apiextensions.k8s.io/v1';
import type { Finding } from '../../core/finding';
import type { Loose } from '../../core/loose';
import type { KubernetesObject } from '../../core/object';
import { Report } from '../../rules/report';
import { validateDefinition } from './definition';

/** Why the API server would refuse a definition of a kind that fits its schema; empty for one that it takes. */
export function definitionErrors(definition: KubernetesObject): readonly Finding[] {
  const report = new Report();
  validateDefinition(definition as Loose<CustomResourceDefinition>, report);
  return report.findings.filter(({ severity }) => severity === 'error');
}
