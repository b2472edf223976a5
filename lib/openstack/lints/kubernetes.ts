import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { Version } from '../../core/version';
import { classOf } from '../../gardener/shoot/admission/catalog';
import type { KubeletInputs } from '../pool/kubelet';
import { isInPlace } from '../pool/node-agent-key';
import { offeredProviders } from '../network/load-balancer-provider';
import type { WorkerSpec } from '../objects';
import { poolPath, type ShootSubject } from './subjects';

const rule = ruleTable('gardener:pkg/utils/gardener/shoot.go v1.150', {
  'OS-POOL-KUBELET-HIDES-RESERVED': {
    severity: 'warning',
    reason:
      'the kubelet block of the pool replaces that of the shoot: without kubeReserved nothing is kept for the node',
    fix: 'repeat kubeReserved in the block of the pool',
    source: 'gardener:pkg/api/core/v1beta1/helper/shoot.go (CalculateEffectiveKubeletConfiguration) v1.150',
  },
  'OS-CPU-MANAGER-NONE': {
    severity: 'info',
    reason: 'the policy none is the default, but written it enters the hash: adding or removing it replaces all nodes',
  },
  'OS-QUANTITY-SPELLING': {
    severity: 'info',
    reason: 'this spelling is not the canonical one and enters the hash as it stands: tidying it up replaces all nodes',
  },
  'OS-K8S-EXPIRED': {
    reason: 'the Kubernetes version has expired: new clusters cannot use it and existing ones are updated by force',
    fix: 'choose a newer version',
    source: 'gardener:plugin/pkg/shoot/validator/admission.go v1.150',
  },
  'OS-KEYSTONE-MISSING': {
    reason: 'the profile has no Keystone URL for the region of the shoot',
    fix: 'add the region to keystoneURLs, or write keystoneURL',
    source: 'provider-openstack:pkg/apis/openstack/helper/helper.go (FindKeyStoneURL) v1.58',
  },
  'OS-LB-PROVIDER-MISSING': {
    reason: 'the profile does not offer the load-balancer provider in this region',
    source: 'provider-openstack:pkg/apis/openstack/validation/controlplane.go v1.58',
  },
  'OS-IN-PLACE-UNSUPPORTED': {
    reason: 'the image version does not support in-place updates, which the pool asks for',
    fix: 'choose a version with inPlaceUpdates.supported, and enable the feature gate InPlaceNodeUpdates',
    source: 'gardener:plugin/pkg/shoot/validator/admission.go v1.150',
  },
});

/** Rules that {@link lintKubernetes} reports. */
export const kubernetesRules = Object.values(rule);

/** Versions, kubelets and the services of OpenStack that a shoot needs. */
export function lintKubernetes(subject: ShootSubject, report: Report): void {
  const written = subject.shoot.spec?.provider?.workers ?? [];
  lintKubelet(subject.shoot.spec?.kubernetes?.kubelet, 'spec.kubernetes.kubelet', report);
  for (const [index, worker] of written.entries()) {
    const path = `${poolPath(index)}.kubernetes.kubelet`;
    const kubelet = worker.kubernetes?.kubelet;
    if (kubelet !== undefined && kubelet.kubeReserved === undefined)
      report.add(rule['OS-POOL-KUBELET-HIDES-RESERVED'], path, { value: worker.name });
    lintKubelet(kubelet, path, report);
  }
  lintVersions(subject, report);
  lintServices(subject, report);
  for (const [index, worker] of subject.admitted.workers.entries()) lintInPlace(subject, worker, { report, index });
}

function lintKubelet(kubelet: KubeletInputs | undefined, path: string, report: Report): void {
  if (kubelet?.cpuManagerPolicy === 'none')
    report.add(rule['OS-CPU-MANAGER-NONE'], `${path}.cpuManagerPolicy`, { value: 'none' });
  for (const [name, value] of Object.entries(kubelet?.kubeReserved ?? {})) {
    const text = value === undefined ? undefined : Quantity.parse(value)?.toString();
    if (text?.includes('.') === true)
      report.add(rule['OS-QUANTITY-SPELLING'], `${path}.kubeReserved.${name}`, { value: text });
  }
}

function lintVersions({ admitted, profile }: ShootSubject, report: Report): void {
  const lint = (version: string | undefined, path: string): void => {
    const wanted = Version.parse(version ?? '');
    const entry = profile.spec.kubernetes?.versions?.find(
      known => wanted !== undefined && Version.parse(known.version ?? '')?.equals(wanted) === true,
    );
    if (entry !== undefined && classOf(entry, profile.now) === 'expired')
      report.add(rule['OS-K8S-EXPIRED'], path, { value: version });
  };
  lint(admitted.shoot.spec?.kubernetes?.version, 'spec.kubernetes.version');
  for (const [index, worker] of admitted.workers.entries())
    if (worker.kubernetes?.version !== undefined)
      lint(worker.kubernetes.version, `${poolPath(index)}.kubernetes.version`);
}

function lintServices({ shoot, profile }: ShootSubject, report: Report): void {
  const region = shoot.spec?.region ?? '';
  const { keystoneURL, keystoneURLs = [], constraints } = profile.config;
  if (!keystoneURL && !keystoneURLs.some(entry => entry.region === region))
    report.add(rule['OS-KEYSTONE-MISSING'], 'spec.region', { value: region });
  const controlPlane = shoot.spec?.provider?.controlPlaneConfig as
    { readonly loadBalancerProvider?: string } | undefined;
  const provider = controlPlane?.loadBalancerProvider;
  const offered = offeredProviders(constraints?.loadBalancerProviders ?? [], region);
  if (provider === undefined || provider === '' || offered.includes(provider)) return;
  const path = 'spec.provider.controlPlaneConfig.loadBalancerProvider';
  report.notSupported(rule['OS-LB-PROVIDER-MISSING'], path, provider, offered);
}

function lintInPlace(
  { profile }: ShootSubject,
  worker: WorkerSpec,
  { report, index }: { readonly report: Report; readonly index: number },
): void {
  if (!isInPlace(worker.updateStrategy)) return;
  const { name, version } = worker.machine?.image ?? {};
  const entry = profile.spec.machineImages
    ?.find(image => image.name === name)
    ?.versions?.find(known => known.version === version);
  if (entry !== undefined && entry.inPlaceUpdates?.supported !== true)
    report.add(rule['OS-IN-PLACE-UNSUPPORTED'], `${poolPath(index)}.machine.image.version`, { value: version });
}
