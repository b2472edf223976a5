import type {
  GardenSpecVirtualClusterGardenerGardenerDashboard as Dashboard,
  GardenSpecVirtualClusterGardenerGardenerDashboardOidcConfig as DashboardOidc,
  GardenSpecVirtualClusterKubernetesKubeAPIServer as KubeApiServer,
} from '../../../../imports/operator.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateIssuerUrl } from '../../kubernetes/issuer';
import { validateDomain, validateTLSSecretName, type DnsFields } from './domains';

const rule = ruleTable(
  'gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateGardenerDashboardConfig)',
  {
    'GARDEN-DASHBOARD-LOGIN': {
      reason: 'without login by token there must be login by OIDC',
      fix: 'set oidcConfig, or do not switch enableTokenLogin off',
    },
    'GARDEN-DASHBOARD-CA': {
      reason: 'the certificate authority can be passed on only when the kube-apiserver has a certificate of its own',
      fix: 'set spec.virtualCluster.kubernetes.kubeAPIServer.sni, or remove propagateCAFromSNI',
    },
    'GD-05': {
      reason: 'login by OIDC needs a kube-apiserver that accepts the tokens',
      fix: 'set spec.virtualCluster.kubernetes.kubeAPIServer.structuredAuthentication',
    },
    'GARDEN-DASHBOARD-ISSUER': { reason: 'login by OIDC needs the URL of the issuer', fix: 'set issuerURL' },
    'GARDEN-DASHBOARD-CLIENT': { reason: 'login by OIDC needs a public client', fix: 'set clientIDPublic' },
  },
);

/** The rules about the dashboard. */
export const dashboardRules = Object.values(rule);

/** What the dashboard has to fit to. */
export interface DashboardContext {
  readonly dns: DnsFields;
  readonly kubeAPIServer: Loose<KubeApiServer> | undefined;
}

/** The dashboard; `path` is its configuration. */
export function validateDashboard(
  config: Loose<Dashboard> | undefined,
  { dns, kubeAPIServer }: DashboardContext,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  const { oidcConfig, domain } = config;
  if (config.enableTokenLogin === false && oidcConfig === undefined)
    report.forbidden(rule['GARDEN-DASHBOARD-LOGIN'], path.child('enableTokenLogin'), { value: false });
  if (config.propagateCAFromSNI === true && kubeAPIServer?.sni === undefined)
    report.forbidden(rule['GARDEN-DASHBOARD-CA'], path.child('propagateCAFromSNI'), { value: true });
  if (oidcConfig !== undefined) {
    if (kubeAPIServer?.structuredAuthentication === undefined)
      report.invalid(rule['GD-05'], path.child('oidcConfig'), oidcConfig.issuerURL);
    validateOidc(oidcConfig, path.child('oidcConfig'), report);
  }
  if (domain !== undefined) validateDomain(domain, dns, path.child('domain'), report);
  validateTLSSecretName(config.tlsSecretName, path.child('tlsSecretName'), report);
}

function validateOidc({ issuerURL, clientIDPublic }: Loose<DashboardOidc>, path: FieldPath, report: Report): void {
  if (issuerURL === undefined) report.required(rule['GARDEN-DASHBOARD-ISSUER'], path.child('issuerURL'));
  if (clientIDPublic === undefined) report.required(rule['GARDEN-DASHBOARD-CLIENT'], path.child('clientIDPublic'));
  if (issuerURL !== undefined) validateIssuerUrl(issuerURL, path.child('issuerURL'), report);
}
