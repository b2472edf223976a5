/** Licences of the repositories that schemas come from; a new source must be added here by somebody who has looked. */
const licences: Readonly<Record<string, string>> = {
  'fluxcd/helm-controller': 'Apache-2.0',
  'fluxcd/image-automation-controller': 'Apache-2.0',
  'fluxcd/image-reflector-controller': 'Apache-2.0',
  'fluxcd/kustomize-controller': 'Apache-2.0',
  'fluxcd/notification-controller': 'Apache-2.0',
  'fluxcd/pkg': 'Apache-2.0',
  'fluxcd/source-controller': 'Apache-2.0',
  'fluxcd/source-watcher': 'Apache-2.0',
  'gardener/auditlog-forwarder': 'Apache-2.0',
  'gardener/etcd-druid': 'Apache-2.0',
  'gardener/gardener': 'Apache-2.0',
  'gardener/gardener-extension-auditing': 'Apache-2.0',
  'gardener/gardener-extension-image-rewriter': 'Apache-2.0',
  'gardener/gardener-extension-networking-calico': 'Apache-2.0',
  'gardener/gardener-extension-networking-cilium': 'Apache-2.0',
  'gardener/gardener-extension-os-gardenlinux': 'Apache-2.0',
  'gardener/gardener-extension-otelcol': 'Apache-2.0',
  'gardener/gardener-extension-provider-aws': 'Apache-2.0',
  'gardener/gardener-extension-provider-azure': 'Apache-2.0',
  'gardener/gardener-extension-provider-gcp': 'Apache-2.0',
  'gardener/gardener-extension-provider-openstack': 'Apache-2.0',
  'gardener/gardener-extension-registry-cache': 'Apache-2.0',
  'gardener/gardener-extension-shoot-cert-service': 'Apache-2.0',
  'gardener/gardener-extension-shoot-dns-service': 'Apache-2.0',
  'gardener/gardener-extension-shoot-networking-filter': 'Apache-2.0',
  'gardener/gardener-landscape-kit': 'Apache-2.0',
  'gardener/machine-controller-manager': 'Apache-2.0',
  'istio/api': 'Apache-2.0',
  'kubernetes-sigs/kustomize': 'Apache-2.0',
  'kubernetes/api': 'Apache-2.0',
  'kubernetes/apiextensions-apiserver': 'Apache-2.0',
  'kubernetes/apimachinery': 'Apache-2.0',
  'kubernetes/apiserver': 'Apache-2.0',
  'kubernetes/client-go': 'Apache-2.0',
  'kubernetes/component-base': 'Apache-2.0',
  'kubernetes/kube-aggregator': 'Apache-2.0',
  'kubernetes/kubelet': 'Apache-2.0',
  'metal-stack/gardener-extension-audit': 'MIT',
  'stackitcloud/gardener-extension-acl': 'Apache-2.0',
  'stackitcloud/gardener-extension-shoot-flux': 'Apache-2.0',
};

/** SPDX identifier of a repository; a suffix `@ref` names the same repository at another release. */
export function licenceOf(repository: string): string {
  const [name = ''] = repository.split('@');
  const licence = licences[name];
  if (licence === undefined) throw new Error(`${name}: add its licence to tools/generate/licences.ts`);
  return licence;
}
