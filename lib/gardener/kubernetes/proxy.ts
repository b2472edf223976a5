import type { KubeProxyConfig } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateFeatureGates } from './feature-gates';
import type { KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateKubeProxy)', {
  'K8S-PROXY-MODE-MISSING': { reason: 'a kube-proxy needs a mode', fix: 'set mode, for example IPTables' },
  'K8S-PROXY-MODE': 'this mode of kube-proxy does not exist',
  'K8S-PROXY-NFTABLES-GATE': {
    reason: 'the mode NFTables needs the feature gate NFTablesProxyMode',
    fix: 'remove the feature gate or choose another mode',
  },
});

/** The rules about kube-proxies. */
export const proxyRules = Object.values(rule);

const modes = ['IPTables', 'IPVS', 'NFTables'] as const;

/** The kube-proxy of a Shoot; `path` is its configuration. */
export function validateKubeProxy(
  config: Loose<KubeProxyConfig> | undefined,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  const { mode, featureGates } = config;
  if (mode === undefined) report.required(rule['K8S-PROXY-MODE-MISSING'], path.child('mode'));
  else if (!(modes as readonly string[]).includes(mode))
    report.notSupported(rule['K8S-PROXY-MODE'], path.child('mode'), mode, modes);
  else if (mode === 'NFTables' && featureGates?.['NFTablesProxyMode'] === false)
    report.invalid(rule['K8S-PROXY-NFTABLES-GATE'], path.child('mode'), mode);
  validateFeatureGates(featureGates, version, path.child('featureGates'), report);
}
