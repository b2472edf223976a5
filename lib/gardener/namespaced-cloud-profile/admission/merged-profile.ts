import type { CloudProfileSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Finding } from '../../../core/finding';
import type { Loose } from '../../../core/loose';
import { Report } from '../../../rules/report';
import { validateKubernetesSettings } from '../../cloud-profile/validation/kubernetes-versions';
import { validateProfileImages } from '../../cloud-profile/validation/machine-images';
import { validateProfileTypes } from '../../cloud-profile/validation/machine-types';
import type { ProfileScope } from '../../cloud-profile/validation/scope';
import { validateVolumeTypes } from '../../cloud-profile/validation/volume-types';
import { mergeCloudProfiles } from '../merge';
import { imageVersionPath, type JudgedProfile } from './judged-profile';

const merged = FieldPath.of('status', 'cloudProfileSpec');

/**
 * The profile merged with its parent is a valid one (`ValidateNamespacedCloudProfileStatus`). A finding points at the entry of the
 * project's profile that is wrong, else at the merged result in the status, as upstream does.
 */
export function validateMergedProfile(profile: JudgedProfile, report: Report, scope: ProfileScope): void {
  const spec = mergeCloudProfiles(profile.stored, profile.parent);
  for (const finding of mergedFindings(spec, scope)) {
    const path = ownPath(finding.path, spec, profile);
    const message = `merged with its parent, the profile is wrong: ${finding.message}`;
    report.findings.push({
      ...finding,
      path: path ?? finding.path,
      message: path === undefined ? message : finding.message,
    });
  }
}

/** What is wrong with a merged profile, at the paths of the status. */
export function mergedFindings(spec: Loose<CloudProfileSpec>, scope: ProfileScope): readonly Finding[] {
  const report = new Report();
  const { machineImages = [], machineTypes = [], volumeTypes } = spec;
  validateKubernetesSettings(spec.kubernetes, merged.child('kubernetes'), report, scope);
  if (machineImages.length > 0) validateProfileImages(machineImages, merged.child('machineImages'), report, scope);
  if (machineTypes.length > 0)
    validateProfileTypes(machineTypes, scope.capabilities, merged.child('machineTypes'), report);
  validateVolumeTypes(volumeTypes, merged.child('volumeTypes'), report);
  return report.findings;
}

const position = /^status\.cloudProfileSpec\.(machineImages|machineTypes|volumeTypes)\[(\d+)\](?:\.versions\[(\d+)\])?/;

/** The path of the entry of the project's profile that became an entry of the merged one; undefined when it is the parent's. */
function ownPath(path: string, spec: Loose<CloudProfileSpec>, profile: JudgedProfile): string | undefined {
  const match = position.exec(path);
  if (!match) return undefined;
  const [prefix, kind, index, version] = match;
  const list = kind as 'machineImages' | 'machineTypes' | 'volumeTypes';
  const name = spec[list]?.[Number(index)]?.name;
  const place = (profile.written.spec?.[list] ?? []).findIndex(entry => entry.name === name);
  if (place < 0) return undefined;
  const rest = path.slice(prefix.length);
  if (version === undefined) return `spec.${list}[${place}]${rest}`;
  const text = spec.machineImages?.[Number(index)]?.versions?.[Number(version)]?.version;
  const versions = profile.written.spec?.machineImages?.[place]?.versions ?? [];
  if (!versions.some(entry => entry.version === text)) return undefined;
  return `${imageVersionPath(profile, name, text).toString()}${rest}`;
}
