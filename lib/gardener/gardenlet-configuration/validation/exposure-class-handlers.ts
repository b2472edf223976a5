import type { ExposureClassHandler, SNI } from '../../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import { parseIpAddress } from '../../../core/ip';
import type { Loose } from '../../../core/loose';
import { dns1123LabelProblems, qualifiedNameProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable, type Rule } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/config/gardenlet/v1alpha1/validation/validation.go v1.150', {
  'NM-06': 'the name of an exposure class handler must be a DNS label',
  'GARDENLETCONFIG-HANDLER-CLASS': 'the load balancer class must be a qualified name',
  'GARDENLETCONFIG-HANDLER-EXTERNAL-IP': 'the external address of the ingress gateway must be an IP address',
  'GARDENLETCONFIG-SNI-EXTERNAL-IP': 'the external address of the ingress gateway must be an IP address',
});

/** The rules about the ingress gateways of a seed. */
export const exposureRules = Object.values(rule);

/** The ingress gateways for the exposure classes that a seed serves. */
export function validateExposureClassHandlers(
  handlers: readonly Loose<ExposureClassHandler>[] | undefined,
  path: FieldPath,
  report: Report,
): void {
  for (const [index, handler] of (handlers ?? []).entries()) validateHandler(handler, path.index(index), report);
}

/** The ingress gateway that all other shoots of the seed use. */
export function validateSNI(sni: Loose<SNI> | undefined, path: FieldPath, report: Report): void {
  validateExternalIP(rule['GARDENLETCONFIG-SNI-EXTERNAL-IP'], sni, path, report);
}

function validateHandler(handler: Loose<ExposureClassHandler>, path: FieldPath, report: Report): void {
  const { name = '', loadBalancerService } = handler;
  for (const problem of dns1123LabelProblems(name))
    report.invalid(rule['NM-06'], path.child('name'), name, { message: `the name of a handler ${problem}` });
  const loadBalancerClass = loadBalancerService?.class;
  for (const problem of loadBalancerClass === undefined ? [] : qualifiedNameProblems(loadBalancerClass)) {
    const at = path.child('loadBalancerService', 'class');
    const message = `the load balancer class ${problem}`;
    report.invalid(rule['GARDENLETCONFIG-HANDLER-CLASS'], at, loadBalancerClass, { message });
  }
  validateExternalIP(rule['GARDENLETCONFIG-HANDLER-EXTERNAL-IP'], handler.sni, path.child('sni'), report);
}

function validateExternalIP(ipRule: Rule, sni: Loose<SNI> | undefined, path: FieldPath, report: Report): void {
  const address = sni?.ingress?.serviceExternalIP;
  if (address !== undefined && !isPlainAddress(address))
    report.invalid(ipRule, path.child('ingress', 'serviceExternalIP'), address);
}

/** Go's `net.ParseIP` takes no zone. */
function isPlainAddress(text: string): boolean {
  const address = parseIpAddress(text);
  return address !== undefined && address.zone === undefined;
}
