import type { MachineImageVersion } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { architectureCapability, architectures, architecturesOf, type Capabilities } from '../capabilities';
import { validateCapabilityValues } from './capability-values';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go, cloudprofile.go v1.150', {
  'CLOUDPROFILE-IMAGE-ARCHITECTURES': {
    reason: 'an image version names its architectures',
    fix: 'set architectures: [amd64]',
  },
  'CLOUDPROFILE-IMAGE-ARCHITECTURE': 'the architecture must be one that the profile knows',
  'CLOUDPROFILE-IMAGE-ARCHITECTURE-CONFLICT': {
    reason: 'architectures must agree with those of the capability flavors',
    fix: 'remove architectures, or add a flavor for each of them',
  },
  'CLOUDPROFILE-IMAGE-FLAVORS': {
    reason: 'with several architectures in the profile an image version says by its flavors which of them it has',
    fix: 'add a flavor for each architecture',
  },
  'CLOUDPROFILE-IMAGE-FLAVOR-ARCHITECTURE': {
    reason: 'a flavor is for exactly one architecture',
    fix: 'write one flavor for each architecture',
  },
  'CLOUDPROFILE-IMAGE-FLAVORS-UNREGISTERED': {
    reason: 'flavors need capabilities that the profile registers',
    fix: 'register them in machineCapabilities, or remove capabilityFlavors',
  },
});

/** The rules about architectures and flavors of machine images. */
export const imageCapabilityRules = Object.values(rule);

type ImageVersion = Loose<MachineImageVersion>;

/** Architectures and flavors of an image version against what the profile registers (`validateMachineImageVersionFlavors`). */
export function validateImageCapabilities(
  version: ImageVersion,
  registered: Capabilities | undefined,
  path: FieldPath,
  report: Report,
): void {
  validateArchitectures(version, registered, path, report);
  if (!registered) return;
  for (const [index, flavor] of (version.capabilityFlavors ?? []).entries())
    validateCapabilityValues(flavor, registered, path.child('capabilityFlavors').index(index), report);
}

/** What an image version must say in a profile without capabilities. */
export function validateImageWithoutCapabilities(version: ImageVersion, path: FieldPath, report: Report): void {
  if ((version.architectures ?? []).length === 0)
    report.required(rule['CLOUDPROFILE-IMAGE-ARCHITECTURES'], path.child('architectures'));
  if ((version.capabilityFlavors ?? []).length > 0)
    report.forbidden(rule['CLOUDPROFILE-IMAGE-FLAVORS-UNREGISTERED'], path.child('capabilityFlavors'));
}

function validateArchitectures(
  version: ImageVersion,
  registered: Capabilities | undefined,
  path: FieldPath,
  report: Report,
): void {
  const known: readonly string[] = registered ? (registered[architectureCapability] ?? []) : architectures;
  const flavors = version.capabilityFlavors ?? [];
  const given: readonly string[] = version.architectures ?? [];
  if (registered) {
    if (known.length > 1 && flavors.length === 0)
      return report.required(rule['CLOUDPROFILE-IMAGE-FLAVORS'], path.child('capabilityFlavors'));
    validateFlavorArchitectures(flavors, known.length > 1, path.child('capabilityFlavors'), report);
    const offered = architecturesOf(flavors);
    const possible = offered.length === 0 && known.length === 1 ? known : offered;
    if (given.some(architecture => !possible.includes(architecture)))
      report.invalid(rule['CLOUDPROFILE-IMAGE-ARCHITECTURE-CONFLICT'], path.child('architectures'), given, {
        allowed: possible,
      });
  }
  for (const [index, architecture] of given.entries())
    if (!known.includes(architecture)) {
      const at = path.child('architectures').index(index);
      report.notSupported(rule['CLOUDPROFILE-IMAGE-ARCHITECTURE'], at, architecture, known);
    }
}

function validateFlavorArchitectures(
  flavors: readonly Capabilities[],
  several: boolean,
  path: FieldPath,
  report: Report,
): void {
  for (const [index, flavor] of flavors.entries()) {
    const values = flavor[architectureCapability] ?? [];
    const at = path.index(index).child(architectureCapability);
    if (values.length === 0 && several) report.required(rule['CLOUDPROFILE-IMAGE-FLAVOR-ARCHITECTURE'], at);
    if (values.length > 1) report.invalid(rule['CLOUDPROFILE-IMAGE-FLAVOR-ARCHITECTURE'], at, values);
  }
}
