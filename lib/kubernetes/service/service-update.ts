import type { Service } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { needsHealthCheck, serviceFacts, type ServiceFacts } from './service-facts';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'SERVICE-CLUSTER-IP-CHANGED': {
    reason: 'a Service keeps the address that it has got, or has none for ever',
    fix: 'create another Service, or delete this one before',
  },
  'SERVICE-IP-FAMILY-CHANGED': {
    reason: 'a Service keeps its first family of addresses, and gives up the second one by ipFamilyPolicy: SingleStack',
    fix: 'leave the first family as it is',
  },
  'SERVICE-LOAD-BALANCER-CLASS-CHANGED': {
    reason: 'a Service keeps the class of its load balancer',
    fix: 'create another Service, or change its type to ClusterIP and back',
  },
  'SERVICE-HEALTH-PORT-CHANGED': {
    reason: 'a load balancer keeps its port for health checks',
    fix: 'leave healthCheckNodePort as it is',
  },
});

const path = FieldPath.of('spec');

/** What a change of a Service is refused for (`ValidateServiceUpdate`), as far as the two files tell: addresses that the API server has chosen are not in them. */
export function validateServiceUpdate(next: Loose<Service>, old: Loose<Service>, report: Report): void {
  const [after, before] = [serviceFacts(next), serviceFacts(old)];
  if (after.type !== 'ExternalName' && before.type !== 'ExternalName') {
    validateAddresses(after, before, report);
    if (!after.isHeadless && !before.isHeadless) validateFamilies(after, before, report);
  }
  const { loadBalancerClass: name } = after.spec;
  if (after.type === 'LoadBalancer' && before.type === 'LoadBalancer' && name !== before.spec.loadBalancerClass)
    report.invalid(rule['SERVICE-LOAD-BALANCER-CLASS-CHANGED'], path.child('loadBalancerClass'), name);
  const [port = 0, oldPort = 0] = [after.spec.healthCheckNodePort, before.spec.healthCheckNodePort];
  if (needsHealthCheck(after) && needsHealthCheck(before) && port !== 0 && oldPort !== 0 && port !== oldPort)
    report.forbidden(rule['SERVICE-HEALTH-PORT-CHANGED'], path.child('healthCheckNodePort'), { value: port });
}

/** An address that the file does not name has been chosen by the API server, and stays. */
function validateAddresses(after: ServiceFacts, before: ServiceFacts, report: Report): void {
  const at = path.child('clusterIPs');
  if (after.isHeadless && before.clusterIPs.length === 0) {
    const message = 'a Service that has got an address keeps it, so that clusterIP: None comes too late';
    report.invalid(rule['SERVICE-CLUSTER-IP-CHANGED'], at.index(0), after.clusterIPs, { message });
  }
  for (const [index, address] of before.clusterIPs.entries()) {
    const nextAddress = after.clusterIPs[index];
    if (nextAddress !== undefined && nextAddress !== address)
      report.invalid(rule['SERVICE-CLUSTER-IP-CHANGED'], at.index(index), after.clusterIPs);
  }
}

function validateFamilies({ spec }: ServiceFacts, { spec: old }: ServiceFacts, report: Report): void {
  const [next = [], before = []] = [spec.ipFamilies, old.ipFamilies];
  if (next.length === 0 || before.length === 0) return;
  if (next[0] !== before[0]) report.invalid(rule['SERVICE-IP-FAMILY-CHANGED'], path.child('ipFamilies').index(0), next);
  const isReleased = next.length < before.length && (spec.ipFamilyPolicy ?? old.ipFamilyPolicy) !== 'SingleStack';
  if (isReleased) report.invalid(rule['SERVICE-IP-FAMILY-CHANGED'], path.child('ipFamilyPolicy'), spec.ipFamilyPolicy);
}
