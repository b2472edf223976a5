import type { EphemeralContainer } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { hasLifecycle } from './containers-of';
import { validateContainer, validateImageOfPod, validateNameOnce, type ContainersScope } from './containers';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-EPHEMERAL': {
    reason: 'ephemeral containers are added to a running pod, by `kubectl debug`',
    fix: 'remove ephemeralContainers',
  },
  'POD-EPHEMERAL-FIELD': {
    reason:
      'an ephemeral container has no ports, resources, probes, hooks or parts of volumes, and targets a container of the pod',
    fix: 'remove ephemeralContainers',
  },
});

const forbidden = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
] as const satisfies readonly (keyof EphemeralContainer)[];

/** Containers for debugging (`validateEphemeralContainers`): no manifest has any, and what they say is judged nevertheless. */
export function validateEphemeralContainers(
  containers: readonly Loose<EphemeralContainer>[] = [],
  { path: list, facts, names }: ContainersScope,
  report: Report,
): void {
  if (containers.length > 0) report.forbidden(rule['POD-EPHEMERAL'], list);
  for (const [index, container] of containers.entries()) {
    const path = list.index(index);
    validateContainer({ container, path }, facts, report);
    validateImageOfPod({ container, path }, report);
    validateNameOnce(container, { path, names }, report);
    const { targetContainerName: target = '' } = container;
    if (target !== '' && !names.has(target))
      report.notFound(rule['POD-EPHEMERAL-FIELD'], path.child('targetContainerName'), target);
    if (hasLifecycle(container)) report.forbidden(rule['POD-EPHEMERAL-FIELD'], path.child('lifecycle'));
    for (const field of forbidden)
      if (container[field] !== undefined && !isEmptyResources(container, field))
        report.forbidden(rule['POD-EPHEMERAL-FIELD'], path.child(field));
    for (const [position, mount] of (container.volumeMounts ?? []).entries())
      for (const field of ['subPath', 'subPathExpr'] as const)
        if ((mount[field] ?? '') !== '')
          report.forbidden(rule['POD-EPHEMERAL-FIELD'], path.child('volumeMounts').index(position).child(field));
  }
}

/** The one field of these that is no pointer: empty resources are as if they were not there. */
function isEmptyResources({ resources = {} }: Loose<EphemeralContainer>, field: string): boolean {
  return field === 'resources' && Object.values(resources).every(value => value === undefined);
}
