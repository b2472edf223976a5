import type { PodSpec, Toleration } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { containersOf } from './containers-of';
import { descendingPathProblems } from './relative-path';
import { validatePodTolerations } from './tolerations';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-ANNOTATION-COST': 'the cost of deleting a pod is a whole number of 32 bits',
  'POD-ANNOTATION-SECCOMP': {
    reason: 'a former annotation names a seccomp profile: runtime/default, unconfined, or localhost/ and a path',
    fix: 'remove the annotation and set securityContext.seccompProfile',
  },
  'POD-ANNOTATION-APPARMOR': {
    reason:
      'a former annotation names a container and its AppArmor profile: runtime/default, unconfined, or localhost/ and a name',
    fix: 'remove the annotation and set securityContext.appArmorProfile',
  },
  'POD-ANNOTATION-MIRROR': 'the mirror of a static pod has a node',
  'POD-ANNOTATION-TOLERATIONS': {
    reason: 'a former annotation lists tolerations as JSON',
    fix: 'set spec.tolerations',
  },
});

type Annotations = Readonly<Record<string, string | undefined>>;

/** Marks what the kubelet shows of a pod from a file of its node. */
export const mirror = 'kubernetes.io/config.mirror';
const tolerationList = 'scheduler.alpha.kubernetes.io/tolerations';
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';
/** The profile of the whole pod. */
export const seccompOfPod = 'seccomp.security.alpha.kubernetes.io/pod';

/** Before the name of a container. */
export const seccompPrefix = 'container.seccomp.security.alpha.kubernetes.io/';
/** Before the name of a container. */
export const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/';

/** Where the annotations of a pod lie, and whose they are. */
export interface AnnotationsScope {
  readonly path: FieldPath;
  readonly spec: Loose<PodSpec>;
}

/** Annotations that mean something to pods (`ValidatePodSpecificAnnotations`). */
export function validatePodAnnotations(
  annotations: Annotations = {},
  { path, spec }: AnnotationsScope,
  report: Report,
): void {
  const { [mirror]: mirrorOf, [deletionCost]: cost, [tolerationList]: tolerations = '' } = annotations;
  if (mirrorOf !== undefined && (spec.nodeName ?? '') === '')
    report.invalid(rule['POD-ANNOTATION-MIRROR'], path.key(mirror), mirrorOf);
  if (tolerations !== '') validateTolerationList(tolerations, path, report);
  if (cost !== undefined && !isCost(cost)) report.invalid(rule['POD-ANNOTATION-COST'], path.key(deletionCost), cost);
  for (const [key, value = ''] of Object.entries(annotations)) {
    if (key === seccompOfPod || key.startsWith(seccompPrefix)) validateSeccomp(value, path.child(key), report);
    if (key.startsWith(appArmorPrefix)) validateAppArmor(key, { value, path: path.key(key), spec }, report);
  }
}

function validateTolerationList(text: string, path: FieldPath, report: Report): void {
  const list = parsed(text);
  if (Array.isArray(list))
    validatePodTolerations(list as readonly Loose<Toleration>[], path.child(tolerationList), report);
  else if (list !== null) report.invalid(rule['POD-ANNOTATION-TOLERATIONS'], path, tolerationList);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Neither a plus sign nor leading zeros. */
function isCost(text: string): boolean {
  if (!/^(?:0|-?[1-9]\d*|-0\d*)$/.test(text)) return false;
  const cost = Number(text);
  return cost >= -(2 ** 31) && cost < 2 ** 31;
}

function validateSeccomp(profile: string, path: FieldPath, report: Report): void {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return;
  const isOfNode = profile.startsWith('localhost/');
  if (!isOfNode || descendingPathProblems(profile.slice('localhost/'.length)).length > 0)
    report.invalid(rule['POD-ANNOTATION-SECCOMP'], path, profile);
}

interface AppArmorSite extends AnnotationsScope {
  readonly value: string;
}

function validateAppArmor(key: string, { value, path, spec }: AppArmorSite, report: Report): void {
  const name = key.slice(appArmorPrefix.length);
  const names = Array.from(containersOf(spec, path), ({ container }) => container.name);
  if (!names.includes(name))
    report.invalid(rule['POD-ANNOTATION-APPARMOR'], path, name, { message: `the pod has no container "${name}"` });
  if (!['', 'runtime/default', 'unconfined'].includes(value) && !value.startsWith('localhost/'))
    report.invalid(rule['POD-ANNOTATION-APPARMOR'], path, value);
}
