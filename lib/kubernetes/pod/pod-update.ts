import type { Container, Pod, PodSpec, Toleration } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateObjectMetaUpdate } from '../meta/object-meta';
import { semanticEqual } from '../meta/semantic-equal';
import { appArmorPrefix, mirror } from './annotations';
import { validateGatedPlacement } from './gated-placement';
import { storedForm } from '../stored-form';
import { changedFields } from './changed-fields';
import { podSpecDefaults, pullPolicyOf } from './pod-defaults';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-CHANGE-ANNOTATION': 'the annotations about AppArmor and mirrors stay as they were when the pod was made',
  'POD-CHANGE-CONTAINERS': { reason: 'a pod keeps its containers', fix: 'delete the pod and make another one' },
  'POD-CHANGE-DEADLINE': 'activeDeadlineSeconds may be set and lowered, neither raised nor removed',
  'POD-CHANGE-TOLERATIONS': 'tolerations may be added, and their tolerationSeconds may change',
  'POD-CHANGE-GATES': 'scheduling gates may be removed only',
  'POD-CHANGE': {
    reason: 'of a pod only images, activeDeadlineSeconds, tolerations and scheduling gates change',
    fix: 'delete the pod and make another one, or let a Deployment do that',
  },
});

const specPath = FieldPath.of('spec');
const metadataPath = FieldPath.of('metadata');

/** What may change in a Pod (`ValidatePodUpdate`). Fields that are not written have their defaults before and after. */
export function validatePodUpdate(next: Loose<Pod>, old: Loose<Pod>, report: Report): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadataPath, report);
  validateAnnotations(next.metadata?.annotations, old.metadata?.annotations, report);
  const [spec, before] = [next.spec ?? {}, old.spec ?? {}];
  for (const list of ['containers', 'initContainers'] as const)
    if ((spec[list] ?? []).length !== (before[list] ?? []).length) {
      report.forbidden(rule['POD-CHANGE-CONTAINERS'], specPath.child(list));
      return;
    }
  validateDeadline(spec.activeDeadlineSeconds, before.activeDeadlineSeconds, report);
  validateTolerations(spec.tolerations, before.tolerations, report);
  validateGates(spec, before, report);
  validateRest(spec, before, report);
}

type Annotations = Readonly<Record<string, string | undefined>>;

function validateAnnotations(next: Annotations = {}, old: Annotations = {}, report: Report): void {
  for (const key of new Set([...Object.keys(old), ...Object.keys(next)]))
    if ((key.startsWith(appArmorPrefix) || key === mirror) && next[key] !== old[key])
      report.forbidden(rule['POD-CHANGE-ANNOTATION'], metadataPath.child('annotations').key(key));
}

function validateDeadline(next: number | undefined, old: number | undefined, report: Report): void {
  if (old !== undefined && (next === undefined || next > old))
    report.invalid(rule['POD-CHANGE-DEADLINE'], specPath.child('activeDeadlineSeconds'), next);
}

function validateTolerations(
  next: readonly Loose<Toleration>[] = [],
  old: readonly Loose<Toleration>[] = [],
  report: Report,
): void {
  const untimed = (toleration: Loose<Toleration>): Loose<Toleration> => ({
    ...toleration,
    tolerationSeconds: undefined,
  });
  const kept = next.map(untimed);
  if (!old.map(untimed).every(toleration => kept.some(candidate => semanticEqual(candidate, toleration))))
    report.forbidden(rule['POD-CHANGE-TOLERATIONS'], specPath.child('tolerations'));
}

function validateGates({ schedulingGates: next = [] }: Loose<PodSpec>, old: Loose<PodSpec>, report: Report): void {
  const known = new Set((old.schedulingGates ?? []).map(({ name }) => name));
  for (const [index, { name }] of next.entries())
    if (!known.has(name))
      report.forbidden(rule['POD-CHANGE-GATES'], specPath.child('schedulingGates').index(index).child('name'));
}

function validateRest(next: Loose<PodSpec>, old: Loose<PodSpec>, report: Report): void {
  const isGated = (old.schedulingGates ?? []).length > 0;
  if (isGated) validateGatedPlacement(next, old, report);
  const kept = withKept(next, old);
  const changed = changedFields(storedSpec(isGated ? withPlacement(kept, old) : kept), storedSpec(withPolicies(old)));
  if (changed.length > 0)
    report.forbidden(rule['POD-CHANGE'], specPath, {
      message: `${rule['POD-CHANGE'].reason}, here ${changed.map(field => `spec.${field}`).join(', ')}`,
    });
}

/** Templates do not have these: what fills them in runs when a pod is made. */
const ofPodsOnly = {
  enableServiceLinks: true,
  preemptionPolicy: 'PreemptLowerPriority',
  serviceAccountName: 'default',
};

function storedSpec({ serviceAccount, serviceAccountName = serviceAccount, ...rest }: Loose<PodSpec>): Fields {
  return storedForm({ ...rest, serviceAccountName }, { ...podSpecDefaults, ...ofPodsOnly }) as Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** The new spec with what may change as it was. A negative period, which was allowed once, may become 1. */
function withKept(next: Loose<PodSpec>, old: Loose<PodSpec>): Loose<PodSpec> {
  const isMended = (old.terminationGracePeriodSeconds ?? 0) < 0 && next.terminationGracePeriodSeconds === 1;
  return {
    ...next,
    containers: withImages(next.containers, old.containers),
    initContainers: withImages(next.initContainers, old.initContainers),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    ...(isMended && { terminationGracePeriodSeconds: old.terminationGracePeriodSeconds }),
  };
}

/** A changed image keeps the policy that it brings. */
function withImages(
  next: readonly Loose<Container>[] = [],
  old: readonly Loose<Container>[] = [],
): readonly Loose<Container>[] {
  return next.map((container, index) => ({ ...withPolicy(container), image: old[index]?.image }));
}

function withPolicies(spec: Loose<PodSpec>): Loose<PodSpec> {
  const [containers, initContainers] = [spec.containers ?? [], spec.initContainers ?? []];
  return { ...spec, containers: containers.map(withPolicy), initContainers: initContainers.map(withPolicy) };
}

function withPolicy(container: Loose<Container>): Loose<Container> {
  return { ...container, imagePullPolicy: pullPolicyOf(container) };
}

function withPlacement(next: Loose<PodSpec>, { nodeSelector, affinity: old }: Loose<PodSpec>): Loose<PodSpec> {
  return { ...next, nodeSelector, affinity: { ...next.affinity, nodeAffinity: old?.nodeAffinity } };
}
