import type {
  BastionMachineImage,
  CloudProfileSpec,
  MachineImageVersion,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { machineTypeArchitecture, supportsArchitecture } from '../capabilities';
import { currentClassification } from '../lifecycle';
import type { ProfileScope } from './scope';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go v1.150 (validateCloudProfileBastion)', {
  'CLOUDPROFILE-BASTION-EMPTY': {
    reason: 'a bastion needs a machine type or a machine image',
    fix: 'set one, or remove bastion',
  },
  'CLOUDPROFILE-BASTION-TYPE': { reason: 'the profile offers no such machine type', fix: 'use one of machineTypes' },
  'CLOUDPROFILE-BASTION-IMAGE': { reason: 'the profile offers no such machine image', fix: 'use one of machineImages' },
  'CLOUDPROFILE-BASTION-VERSION': { reason: 'the image has no such version', fix: 'use one of its versions' },
  'CLOUDPROFILE-BASTION-UNSUPPORTED': {
    reason: 'a bastion needs an image version of its architecture with classification: supported, written out',
    fix: 'set classification: supported on that version, or choose another one',
  },
});

/** The rules about bastions. */
export const bastionRules = Object.values(rule);

type Spec = Loose<CloudProfileSpec>;

/** The bastion of a profile: what it names exists and fits together; `path` is the bastion. */
export function validateBastion(spec: Spec, path: FieldPath, report: Report, scope: ProfileScope): void {
  const { bastion, machineTypes = [] } = spec;
  if (!bastion) return;
  if (!bastion.machineType && !bastion.machineImage) report.invalid(rule['CLOUDPROFILE-BASTION-EMPTY'], path, bastion);
  const typeName = bastion.machineType?.name ?? '';
  const type = machineTypes.find(candidate => (candidate.name ?? '') === typeName);
  if (bastion.machineType && !type)
    report.invalid(rule['CLOUDPROFILE-BASTION-TYPE'], path.child('machineType', 'name'), typeName);
  const architecture = bastion.machineType && type ? machineTypeArchitecture(type, scope.capabilities) : undefined;
  if (!bastion.machineImage) return;
  validateImage(bastion.machineImage, { spec, architecture, path: path.child('machineImage') }, report, scope);
}

interface ImageSite {
  readonly spec: Spec;
  /** Undefined when any will do. */
  readonly architecture: string | undefined;
  readonly path: FieldPath;
}

function validateImage(
  image: Loose<BastionMachineImage>,
  { spec, architecture, path }: ImageSite,
  report: Report,
  scope: ProfileScope,
): void {
  const { name = '', version } = image;
  const offered = (spec.machineImages ?? []).find(candidate => (candidate.name ?? '') === name);
  if (!offered) return report.invalid(rule['CLOUDPROFILE-BASTION-IMAGE'], path.child('name'), name);
  const versions = offered.versions ?? [];
  const candidates = version === undefined ? versions : versions.filter(entry => entry.version === version);
  if (version !== undefined && candidates.length === 0)
    return report.invalid(rule['CLOUDPROFILE-BASTION-VERSION'], path.child('version'), version);
  const first = version === undefined ? candidates : candidates.slice(0, 1);
  if (first.some(candidate => isUsable(candidate, architecture, scope))) return;
  const at = path.child(version === undefined ? 'name' : 'version');
  report.invalid(rule['CLOUDPROFILE-BASTION-UNSUPPORTED'], at, version ?? name);
}

function isUsable(version: Loose<MachineImageVersion>, architecture: string | undefined, scope: ProfileScope): boolean {
  const runs = architecture === undefined || supportsArchitecture(version, scope.capabilities, architecture);
  if (!runs || version.classification === undefined) return false;
  // without a clock a version that expires is given the benefit of the doubt
  const current = currentClassification(version, scope.now) ?? version.classification;
  return current === 'supported';
}
