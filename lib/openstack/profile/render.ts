import type { CloudProfile, MachineImage, MachineType, Region } from '../../../imports/core.gardener.cloud/v1beta1';
import type { CloudProfileConfig } from '../../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import { openstackApiVersion } from '../objects';
import {
  architectureCapability,
  architectures,
  defaultArchitecture,
  type CapabilityDefinition,
} from '../pool/capabilities';
import { providerImages } from './provider-images';
import type { FlavorValues, ImageValues, ImageVersionValues, ProfileForm, ProfileValues, RegionValues } from './values';

/**
 * A CloudProfile with its providerConfig, both from one description: what one part says, the other cannot contradict.
 * `gardener:pkg/apis/core/v1beta1/types_cloudprofile.go` v1.150, `provider-openstack:pkg/apis/openstack/v1alpha1/types_cloudprofile.go` v1.58.
 */
export function renderCloudProfile(values: ProfileValues): CloudProfile {
  const form = formOf(values);
  const { name, caBundle, bastion, limits, seedSelector, volumeTypes } = values;
  return {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'CloudProfile',
    metadata: { name },
    spec: {
      type: 'openstack',
      ...(caBundle !== undefined && { caBundle }),
      ...(seedSelector && { seedSelector }),
      kubernetes: { versions: values.kubernetes },
      ...(form !== 'legacy' && { machineCapabilities: registeredCapabilities(values) }),
      machineImages: values.images.map(image => renderImage(image, form)),
      machineTypes: values.flavors.map(flavor => renderMachineType(flavor, form)),
      regions: values.regions.map(region),
      ...(volumeTypes && { volumeTypes }),
      ...(bastion && { bastion }),
      ...(limits && { limits }),
      providerConfig: renderConfig(values, form),
    },
  };
}

/** How a profile tells architectures. */
export function formOf({ form, capabilities }: Pick<ProfileValues, 'form' | 'capabilities'>): ProfileForm {
  return form ?? (capabilities === undefined ? 'legacy' : 'both');
}

/** The registered capabilities: those that are given, with the architectures of the flavors if they leave them out. */
export function registeredCapabilities({ capabilities = [], flavors }: ProfileValues): CapabilityDefinition[] {
  if (capabilities.some(({ name }) => name === architectureCapability)) return [...capabilities];
  const used = new Set(flavors.map(({ architecture = defaultArchitecture }) => architecture));
  const values = architectures.filter(architecture => used.has(architecture));
  return [{ name: architectureCapability, values }, ...capabilities];
}

/** An image in the core part of a profile. */
export function renderImage(
  { name, updateStrategy = 'major', versions }: ImageValues,
  form: ProfileForm,
): MachineImage {
  return { name, updateStrategy, versions: versions.map(version => imageVersion(version, form)) };
}

type ImageVersion = MachineImage['versions'][number];

function imageVersion(version: ImageVersionValues, form: ProfileForm): ImageVersion {
  const { builds, cri = [{ name: 'containerd' }], ...rest } = version;
  const offered = builds.map(({ architecture = defaultArchitecture }) => architecture);
  const flavors = builds.map(({ architecture = defaultArchitecture, capabilities }) => ({
    [architectureCapability]: [architecture],
    ...capabilities,
  }));
  return {
    ...rest,
    ...(form !== 'capabilities' && {
      architectures: [...new Set(offered)] as NonNullable<ImageVersion['architectures']>,
    }),
    ...(form !== 'legacy' && { capabilityFlavors: flavors }),
    cri,
  };
}

/** A machine type in the core part of a profile. */
export function renderMachineType(flavor: FlavorValues, form: ProfileForm): MachineType {
  const { architecture = defaultArchitecture, capabilities, machineCreationTimeout, gpu = '0', ...rest } = flavor;
  const all = { [architectureCapability]: [architecture], ...capabilities };
  return {
    ...rest,
    gpu,
    ...(form !== 'capabilities' && { architecture: architecture as NonNullable<MachineType['architecture']> }),
    ...(form !== 'legacy' && { capabilities: all }),
    ...(machineCreationTimeout !== undefined && { machineControllerManager: { machineCreationTimeout } }),
  };
}

function region({ name, zones, labels, accessRestrictions }: RegionValues): Region {
  return {
    name,
    ...(labels && { labels }),
    ...(accessRestrictions && { accessRestrictions: accessRestrictions.map(restriction => ({ name: restriction })) }),
    zones,
  };
}

function renderConfig(values: ProfileValues, form: ProfileForm): CloudProfileConfig {
  const {
    keystone,
    floatingPools,
    loadBalancerProviders,
    serverGroupPolicies,
    storageClasses,
    dnsServers,
    dhcpDomain,
  } = values;
  const regional = values.regions.flatMap(({ name, keystone: own }) =>
    own?.url === undefined
      ? []
      : [{ region: name, url: own.url, ...(own.caCert !== undefined && { caCert: own.caCert }) }],
  );
  return {
    ...values.config,
    apiVersion: openstackApiVersion,
    kind: 'CloudProfileConfig',
    ...(keystone.url !== undefined && { keystoneURL: keystone.url }),
    ...(regional.length > 0 && { keystoneURLs: regional }),
    ...(keystone.caCert !== undefined && { keystoneCACert: keystone.caCert }),
    ...(keystone.forceInsecure !== undefined && { keystoneForceInsecure: keystone.forceInsecure }),
    constraints: { floatingPools, loadBalancerProviders },
    ...(serverGroupPolicies && { serverGroupPolicies }),
    ...(storageClasses && { storageClasses }),
    ...(dnsServers && { dnsServers }),
    ...(dhcpDomain !== undefined && { dhcpDomain }),
    machineImages: providerImages(values.images, form),
  };
}
