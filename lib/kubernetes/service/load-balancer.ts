import type { Service } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { networkProblems } from '../strict-address';
import { presentText } from '../text-field';
import type { ServiceFacts } from './service-facts';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'SERVICE-LOAD-BALANCER-ONLY': {
    reason: 'this field is for Services of type LoadBalancer only',
    fix: 'remove the field, or set type: LoadBalancer',
  },
  'SERVICE-LOAD-BALANCER-CLASS': 'the class of a load balancer is a qualified name, such as example.org/internal',
  'SERVICE-SOURCE-RANGE': 'clients of a load balancer are chosen by networks in CIDR notation',
});

const path = FieldPath.of('spec');
/** The former place of loadBalancerSourceRanges. */
const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

const validateClass = presentText({
  rule: rule['SERVICE-LOAD-BALANCER-CLASS'],
  subject: 'the class of a load balancer',
  problems: qualifiedNameProblems,
});
const validateRange = presentText({
  rule: rule['SERVICE-SOURCE-RANGE'],
  subject: 'a network of clients',
  problems: networkProblems,
});

/** What is said to the load balancer. */
export function validateLoadBalancer(service: Loose<Service>, { spec, type }: ServiceFacts, report: Report): void {
  const isBalanced = type === 'LoadBalancer';
  for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass'] as const)
    if (!isBalanced && spec[field] !== undefined)
      report.forbidden(rule['SERVICE-LOAD-BALANCER-ONLY'], path.child(field), { value: spec[field] });
  if (isBalanced) validateClass(spec.loadBalancerClass, path.child('loadBalancerClass'), report);
  const { loadBalancerSourceRanges: ranges = [] } = spec;
  const annotation = service.metadata?.annotations?.[rangesAnnotation];
  if (ranges.length > 0) {
    const at = path.child('loadBalancerSourceRanges');
    if (!isBalanced) report.forbidden(rule['SERVICE-LOAD-BALANCER-ONLY'], at, { value: ranges });
    for (const [index, range] of ranges.entries()) validateRange(range.trim(), at.index(index), report);
  } else if (annotation !== undefined) {
    const at = FieldPath.of('metadata', 'annotations').key(rangesAnnotation);
    if (!isBalanced) report.forbidden(rule['SERVICE-LOAD-BALANCER-ONLY'], at, { value: annotation });
    const listed = annotation.trim() === '' ? [] : annotation.split(',');
    for (const range of listed) validateRange(range.trim(), at, report);
  }
}
