import type { AppArmorProfile, PodSpec, SeccompProfile } from '../../../imports/core/v1';
import type { ObjectMeta } from '../../../imports/meta/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { appArmorPrefix, seccompOfPod, seccompPrefix } from './annotations';
import { containersOf } from './containers-of';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-PROFILE-CONTRADICTION': {
    reason: 'a profile is the same in a former annotation and in the security context',
    fix: 'remove the annotation',
  },
});

/** Where a pod spec lies, and the metadata of its pod. */
export interface AnnotatedSpec {
  readonly spec: Loose<PodSpec>;
  readonly metadata: Loose<ObjectMeta> | undefined;
  readonly path: FieldPath;
}

/** Profiles that are written twice (`validateSeccompAnnotationsAndFields`, `validateAppArmorAnnotationsAndFieldsMatchOnCreate`). */
export function validateAnnotatedProfiles({ spec, metadata, path }: AnnotatedSpec, report: Report): void {
  const { annotations } = metadata ?? {};
  if (annotations === undefined) return;
  const ofPod = spec.securityContext;
  compareSeccomp(ofPod?.seccompProfile, { annotation: annotations[seccompOfPod], path }, report);
  for (const { container, path: place } of containersOf(spec, path)) {
    const { name = '', securityContext: own } = container;
    compareSeccomp(own?.seccompProfile, { annotation: annotations[`${seccompPrefix}${name}`], path: place }, report);
    if (spec.os?.name === 'windows') continue;
    const appArmor = own?.appArmorProfile ?? ofPod?.appArmorProfile;
    compareAppArmor(appArmor, { annotation: annotations[`${appArmorPrefix}${name}`], path: place }, report);
  }
}

interface Written {
  readonly annotation: string | undefined;
  /** The pod or the container. */
  readonly path: FieldPath;
}

function compareSeccomp(
  profile: Loose<SeccompProfile> | undefined,
  { annotation, path }: Written,
  report: Report,
): void {
  const place = path.child('securityContext', 'seccompProfile');
  const runtime = ['runtime/default', 'docker/default'];
  compare(profile, { annotation, runtime, path: place }, report);
}

function compareAppArmor(
  profile: Loose<AppArmorProfile> | undefined,
  { annotation, path }: Written,
  report: Report,
): void {
  const place = path.child('securityContext', 'appArmorProfile');
  compare(profile, { annotation, runtime: ['runtime/default'], path: place }, report);
}

interface Comparison extends Written {
  /** What stands for RuntimeDefault. */
  readonly runtime: readonly string[];
}

function compare(
  profile: Loose<SeccompProfile | AppArmorProfile> | undefined,
  { annotation, runtime, path }: Comparison,
  report: Report,
): void {
  if (profile === undefined || annotation === undefined) return;
  const { type, localhostProfile } = profile;
  const isOfNode = annotation.startsWith('localhost/');
  const isOther =
    (type === 'Unconfined' && annotation !== 'unconfined') ||
    (type === 'RuntimeDefault' && !runtime.includes(annotation)) ||
    (type === 'Localhost' && !isOfNode);
  if (isOther) report.forbidden(rule['POD-PROFILE-CONTRADICTION'], path.child('type'));
  else if (type === 'Localhost' && annotation.slice('localhost/'.length) !== localhostProfile)
    report.forbidden(rule['POD-PROFILE-CONTRADICTION'], path.child('localhostProfile'));
}
