import type { Service } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateLabels } from '../meta/labels';
import { validateClusterIps } from './cluster-ips';
import { validateLoadBalancer } from './load-balancer';
import { serviceFacts } from './service-facts';
import { validateServicePorts } from './service-ports';
import { validateTraffic } from './traffic';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'SERVICE-TOPOLOGY': {
    reason: 'the annotations topology-mode and topology-aware-hints say the same',
    fix: 'remove service.kubernetes.io/topology-aware-hints, its name is of the past',
  },
});

const specPath = FieldPath.of('spec');
const topologyMode = 'service.kubernetes.io/topology-mode';
const topologyHints = 'service.kubernetes.io/topology-aware-hints';

/** A new Service (`ValidateServiceCreate`). Since Kubernetes 1.36 its name may begin with a digit. */
export function validateService(service: Loose<Service>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123LabelProblems };
  validateKubernetesMetadata(service.metadata, scope, report);
  const facts = serviceFacts(service);
  validateServicePorts(facts, specPath.child('ports'), report);
  validateLabels(facts.spec.selector, specPath.child('selector'), report);
  validateClusterIps(facts, report);
  validateLoadBalancer(service, facts, report);
  validateTraffic(facts, report);
  const { [topologyMode]: mode, [topologyHints]: hints } = service.metadata?.annotations ?? {};
  if (mode !== undefined && hints !== undefined && mode !== hints)
    report.invalid(rule['SERVICE-TOPOLOGY'], FieldPath.of('metadata', 'annotations').key(topologyMode), mode);
}
