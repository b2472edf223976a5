import type { JobSpec } from '../../../../imports/batch/v1';
import type { PodSpec, PodTemplateSpec } from '../../../../imports/core/v1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateImmutable } from '../../meta/immutable';
import { changedFields } from '../../pod/changed-fields';
import { podSpecDefaults } from '../../pod/pod-defaults';
import { storedForm } from '../../stored-form';
import { validateSelectorUpdate } from '../selector';
import { completionsOf, isIndexed } from './indexed';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'JOB-IMMUTABLE': {
    reason: 'this field of a Job never changes',
    fix: 'give the Job another name, or delete the old one first',
  },
  'JOB-TEMPLATE-IMMUTABLE': {
    reason: 'the pods of a Job never change, but for resources and scheduling while it is suspended',
    fix: 'give the Job another name, or delete the old one first',
  },
  'JOB-COMPLETIONS-CHANGE': {
    reason: 'completions of an indexed Job change only together with parallelism, to the same number',
    fix: 'set parallelism to the number of completions',
  },
});

const specPath = FieldPath.of('spec');
const templateDefaults = { spec: podSpecDefaults };
const failurePolicyDefaults = { rules: { onPodConditions: { status: 'True' } } };

/** What may not change in a Job (`ValidateJobSpecUpdate`). */
export function validateJobUpdate(next: Loose<JobSpec>, old: Loose<JobSpec>, report: Report): void {
  validateCompletions(next, old, report);
  validateSelectorUpdate(next, old, specPath, report);
  validateTemplateUpdate(next, old, report);
  const [nextFields, oldFields] = [immutableFields(next), immutableFields(old)];
  for (const [field, value] of Object.entries(nextFields)) {
    const change = { next: value, old: oldFields[field], path: specPath.child(field), isPointer: true };
    validateImmutable(rule['JOB-IMMUTABLE'], change, report);
  }
}

function immutableFields(spec: Loose<JobSpec>): Readonly<Record<string, unknown>> {
  const { completionMode = 'NonIndexed', podFailurePolicy, backoffLimitPerIndex, managedBy, successPolicy } = spec;
  return {
    completionMode,
    podFailurePolicy: storedForm(podFailurePolicy, failurePolicyDefaults),
    backoffLimitPerIndex,
    managedBy,
    successPolicy,
  };
}

function validateCompletions(nextSpec: Loose<JobSpec>, oldSpec: Loose<JobSpec>, report: Report): void {
  const [next, old] = [completionsOf(nextSpec), completionsOf(oldSpec)];
  const path = specPath.child('completions');
  if (!isIndexed(nextSpec)) {
    validateImmutable(rule['JOB-IMMUTABLE'], { next, old, path, isPointer: true }, report);
    return;
  }
  if (next === undefined || next === old || next === (nextSpec.parallelism ?? 1)) return;
  report.invalid(rule['JOB-COMPLETIONS-CHANGE'], path, next);
}

/** A suspended Job is taken for one that never ran: what it does now a manifest does not tell. */
function validateTemplateUpdate(next: Loose<JobSpec>, old: Loose<JobSpec>, report: Report): void {
  const isSuspended = old.suspend === true;
  const parts = isSuspended ? fixedParts : stored;
  const changed = changedFields(parts(next.template), parts(old.template));
  if (changed.length === 0) return;
  const path = isSuspended ? specPath.child('template', 'spec') : specPath.child('template');
  report.invalid(rule['JOB-TEMPLATE-IMMUTABLE'], path, changed);
}

type Fields = Readonly<Record<string, unknown>>;

function stored(template: Loose<PodTemplateSpec> = {}): Fields {
  const { metadata, spec } = storedForm(template, templateDefaults) as Loose<PodTemplateSpec>;
  return { ...spec, metadata };
}

/** The spec without what may change while the Job is suspended: scheduling and resources. */
function fixedParts(template: Loose<PodTemplateSpec> | undefined): Fields {
  const { spec = {} } = storedForm(template ?? {}, templateDefaults) as Loose<PodTemplateSpec>;
  const { nodeSelector: _nodes, tolerations: _tolerations, schedulingGates: _gates, ...rest } = spec;
  const { nodeAffinity: _affinity, ...affinity } = rest.affinity ?? {};
  return {
    ...rest,
    affinity,
    containers: withoutResources(rest.containers),
    initContainers: withoutResources(rest.initContainers),
  };
}

function withoutResources(containers: Loose<PodSpec>['containers'] = []): unknown {
  return containers.map(({ resources: _resources, ...container }) => container);
}
