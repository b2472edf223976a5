import type { Addons, NginxIngress, ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import { isCanonicalCidr } from '../../../core/cidr';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { configMapKeyProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isFromMinor } from '../../kubernetes/version';
import { fieldChecks } from '../../../rules/field-checks';
import type { ShootScope } from './scope';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateAddons)', {
  'SHOOT-ADDONS-WORKERLESS': { reason: 'addons need workers to run on', fix: 'remove addons' },
  'SHOOT-ADDONS-GONE': {
    reason: 'from Kubernetes 1.35 on addons are no longer supported',
    fix: 'remove addons and deploy the software yourself',
  },
  'SHOOT-ADDONS-PURPOSE': {
    reason: 'addons are for Shoots with the purpose evaluation only',
    fix: 'switch the addons off',
  },
  'SHOOT-ADDONS-NGINX-OFF': {
    reason: 'this landscape does not offer the nginx ingress addon (feature gate DisableNginxIngressInShoot)',
    fix: 'set nginxIngress.enabled: false',
  },
  'SHOOT-ADDONS-NGINX-RANGE':
    'a source range of the load balancer is a network without host bits, such as 203.0.113.0/24',
  'SHOOT-ADDONS-NGINX-KEY':
    'the configuration of the nginx ingress is stored in a ConfigMap, so its keys must be valid there',
  'SHOOT-ADDONS-NGINX-SIZE': 'the configuration of the nginx ingress is too large for a ConfigMap',
  'SHOOT-ADDONS-NGINX-POLICY': 'this external traffic policy does not exist',
  'SHOOT-ADDONS-DASHBOARD-MODE': 'the Kubernetes dashboard knows one way of authentication',
});

/** The rules about addons. */
export const addonRules = Object.values(rule);

const checkNginx = fieldChecks<NginxIngress>({
  externalTrafficPolicy: { rule: rule['SHOOT-ADDONS-NGINX-POLICY'], allowed: ['Cluster', 'Local'] },
});

/** Whether the nginx ingress addon is on. */
export function isNginxOn(addons: Loose<Addons> | undefined): boolean {
  return addons?.nginxIngress?.enabled === true;
}

/** The addons of a Shoot. */
export function validateAddons({ addons, purpose }: Loose<ShootSpec>, scope: ShootScope, report: Report): void {
  if (addons === undefined) return;
  const path = scope.path.child('addons');
  if (scope.workerless) return report.forbidden(rule['SHOOT-ADDONS-WORKERLESS'], path);
  if (isFromMinor(scope.version, 35)) return report.forbidden(rule['SHOOT-ADDONS-GONE'], path);
  const { nginxIngress, kubernetesDashboard: dashboard } = addons;
  const dashboardOn = dashboard?.enabled === true;
  if ((isNginxOn(addons) || dashboardOn) && purpose !== undefined && purpose !== 'evaluation')
    report.forbidden(rule['SHOOT-ADDONS-PURPOSE'], path, { value: purpose });
  if (isNginxOn(addons) && nginxIngress) validateNginx(nginxIngress, scope, path.child('nginxIngress'), report);
  const mode: string = dashboard?.authenticationMode ?? 'token';
  if (dashboardOn && mode !== 'token') {
    const place = path.child('kubernetesDashboard', 'authenticationMode');
    report.notSupported(rule['SHOOT-ADDONS-DASHBOARD-MODE'], place, mode, ['token']);
  }
}

/** Largest content of a ConfigMap or Secret, in bytes. */
const maximumSize = 1024 * 1024;

function validateNginx(nginx: Loose<NginxIngress>, scope: ShootScope, path: FieldPath, report: Report): void {
  if (!scope.nginxAllowed) report.forbidden(rule['SHOOT-ADDONS-NGINX-OFF'], path.child('enabled'));
  for (const [index, range] of (nginx.loadBalancerSourceRanges ?? []).entries()) {
    if (!isCanonicalCidr(range))
      report.invalid(rule['SHOOT-ADDONS-NGINX-RANGE'], path.child('loadBalancerSourceRanges').index(index), range);
  }
  let size = 0;
  for (const [key, value = ''] of Object.entries(nginx.config ?? {})) {
    size += Buffer.byteLength(value);
    const problems = configMapKeyProblems(key);
    if (problems.length > 0)
      report.invalid(rule['SHOOT-ADDONS-NGINX-KEY'], path.child('config').key(key), key, {
        message: `a key of the nginx ingress configuration ${problems.join(', ')}`,
      });
  }
  if (size > maximumSize) report.tooLong(rule['SHOOT-ADDONS-NGINX-SIZE'], path.child('config'), size, maximumSize);
  checkNginx(nginx, path, report);
}
