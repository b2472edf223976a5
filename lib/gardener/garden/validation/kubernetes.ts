import type { KubeAPIServerConfig, KubeControllerManagerConfig } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { GardenSpecVirtualCluster } from '../../../../imports/operator.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateKubeApiServer, type ApiServerContext } from '../../kubernetes/api-server';
import { minimums, validateControlPlaneAutoscaling } from '../../kubernetes/autoscaling';
import { validateKubeControllerManager } from '../../kubernetes/controller-manager';
import { supportedKubernetes } from '../supported-kubernetes';
import { kubernetesVersion, type KubernetesVersion } from '../../kubernetes/version';

const rule = ruleTable('gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateVirtualCluster)', {
  'GD-09': {
    reason: 'the Kubernetes version of the virtual cluster must be one that Gardener supports',
    source: 'gardener:pkg/utils/validation/kubernetesversion/version.go v1.150',
  },
  'GD-03': {
    reason: 'gardenlets reach the kube-apiserver by its first domain and expect a certificate of the Garden there',
    fix: 'choose a pattern that does not match this domain',
  },
});

/** The rules about Kubernetes in the virtual cluster. */
export const virtualKubernetesRules = Object.values(rule);

type VirtualCluster = Loose<GardenSpecVirtualCluster>;

/** Kubernetes and etcd of the virtual cluster; `path` is the virtual cluster. */
export function validateVirtualKubernetes(
  cluster: VirtualCluster,
  { unchangedIssuers, gardener }: Pick<ApiServerContext, 'unchangedIssuers'> & { readonly gardener: string },
  path: FieldPath,
  report: Report,
): void {
  const { etcd, kubernetes } = cluster;
  const etcdPath = path.child('etcd');
  const main = etcdPath.child('main', 'autoscaling');
  validateControlPlaneAutoscaling(etcd?.main?.autoscaling, minimums.etcdMain, main, report);
  const events = etcdPath.child('events', 'autoscaling');
  validateControlPlaneAutoscaling(etcd?.events?.autoscaling, minimums.etcdEvents, events, report);
  const version = kubernetesVersion(kubernetes?.version ?? '');
  validateVersion(version, supportedKubernetes(gardener), path.child('kubernetes', 'version'), report);
  const apiServer = path.child('kubernetes', 'kubeAPIServer');
  // a virtual cluster has no nodes, and its encryption key is not rotated automatically
  const encryption = { alwaysEncrypted: ['secrets'], autoRotation: undefined };
  const context = { version, workerless: true, encryption, unchangedIssuers: unchangedIssuers ?? false };
  const config = kubernetes?.kubeAPIServer as Loose<KubeAPIServerConfig> | undefined;
  validateKubeApiServer(config, context, apiServer, report);
  validateDomainPatterns(cluster, apiServer.child('sni', 'domainPatterns'), report);
  const controllerManager = kubernetes?.kubeControllerManager as Loose<KubeControllerManagerConfig> | undefined;
  const managerPath = path.child('kubernetes', 'kubeControllerManager');
  const managerContext = { version, workerless: true, ipFamilies: undefined };
  validateKubeControllerManager(controllerManager, managerContext, managerPath, report);
}

function validateVersion(
  { text, release }: KubernetesVersion,
  supported: readonly string[] | undefined,
  path: FieldPath,
  report: Report,
): void {
  const minor = release === undefined ? '' : `${release.major}.${release.minor}`;
  if (supported?.includes(minor) === false) report.notSupported(rule['GD-09'], path, text, supported);
}

/** Patterns for which another certificate is served must not match the domain that gardenlets use. */
function validateDomainPatterns({ kubernetes, dns }: VirtualCluster, path: FieldPath, report: Report): void {
  const first = dns?.domains?.[0]?.name;
  if (first === undefined) return;
  const domain = `api.${first}`;
  for (const [index, pattern] of (kubernetes?.kubeAPIServer?.sni?.domainPatterns ?? []).entries()) {
    if (!matchesPattern(domain, pattern)) continue;
    const message = `the pattern matches ${domain}, by which gardenlets reach the kube-apiserver`;
    report.forbidden(rule['GD-03'], path.index(index), { value: pattern, message });
  }
}

/** A pattern is a domain, or `*.` and a domain for exactly one more label (`GetAPIServerSNIDomains`). */
function matchesPattern(domain: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return domain === pattern;
  const parent = pattern.slice(1);
  if (!domain.endsWith(parent)) return false;
  const label = domain.slice(0, -parent.length);
  return label !== '' && !label.includes('.');
}
