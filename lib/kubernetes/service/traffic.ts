import { FieldPath } from '../../core/field-path';
import { isPortNumber } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { addressProblems, specialAddressProblems } from '../strict-address';
import { needsHealthCheck, type ServiceFacts } from './service-facts';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'SERVICE-EXTERNAL-TRAFFIC': {
    reason: 'traffic from outside reaches Services of type NodePort and LoadBalancer, and those with externalIPs',
    fix: 'remove externalTrafficPolicy',
  },
  'SERVICE-HEALTH-PORT': {
    reason:
      'a port for health checks is for load balancers with externalTrafficPolicy: Local, and a number up to 65535',
    fix: 'remove healthCheckNodePort, the API server chooses one where it is needed',
  },
  'SERVICE-TRAFFIC-DISTRIBUTION': 'traffic prefers what is close, in the same zone, or on the same node',
  'SERVICE-SESSION-TIMEOUT': 'a client stays with a pod for 1 to 86400 seconds',
  'SERVICE-EXTERNAL-IP': 'an address of a Service outside of the cluster is one that other hosts can reach',
});

const path = FieldPath.of('spec');
const distributions = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
/** One day. */
const longestSession = 86400;

/** Where traffic comes from, and which pods get it. */
export function validateTraffic(facts: ServiceFacts, report: Report): void {
  const { spec, isExternal } = facts;
  const { externalTrafficPolicy, healthCheckNodePort: port = 0, trafficDistribution } = spec;
  if (!isExternal && externalTrafficPolicy !== undefined)
    report.invalid(rule['SERVICE-EXTERNAL-TRAFFIC'], path.child('externalTrafficPolicy'), externalTrafficPolicy);
  if (port !== 0 && !(needsHealthCheck(facts) && isPortNumber(port)))
    report.invalid(rule['SERVICE-HEALTH-PORT'], path.child('healthCheckNodePort'), port);
  if (trafficDistribution !== undefined && !distributions.includes(trafficDistribution)) {
    const at = path.child('trafficDistribution');
    report.notSupported(rule['SERVICE-TRAFFIC-DISTRIBUTION'], at, trafficDistribution, distributions);
  }
  validateSession(facts, report);
  validateExternalIps(facts, report);
}

function validateSession({ spec }: ServiceFacts, report: Report): void {
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (spec.sessionAffinity !== 'ClientIP' || seconds === undefined) return;
  const at = path.child('sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
  if (seconds <= 0 || seconds > longestSession) report.invalid(rule['SERVICE-SESSION-TIMEOUT'], at, seconds);
}

function validateExternalIps({ spec: { externalIPs = [] } }: ServiceFacts, report: Report): void {
  for (const [index, address] of externalIPs.entries()) {
    const problems = [...addressProblems(address), ...specialAddressProblems(address)];
    if (problems.length > 0)
      report.invalid(rule['SERVICE-EXTERNAL-IP'], path.child('externalIPs').index(index), address, {
        message: `an address ${problems.join(', ')}`,
      });
  }
}
