import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { withoutNulls } from '../../core/null';
import type { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { gardenFilterName, gardenGateway } from '../garden/garden-access';
import { aclRules } from './rules';

/** Judges whether the gateway of the virtual garden can tell clients apart, where a filter relies on it. */
export const gardenCheck: Check = {
  rules: [aclRules['ACL-W110'], aclRules['ACL-W111']],
  kinds: ['operator.gardener.cloud/Garden'],
  object: checkGarden,
};

const path = 'spec.runtimeCluster.settings.loadBalancerServices';

function checkGarden({ object }: ViewObject, report: Report, view: View): void {
  const filter = view.find('networking.istio.io', 'EnvoyFilter', gardenGateway.namespace, gardenFilterName);
  if (filter === undefined) return;
  const garden = withoutNulls(object) as Loose<Garden>;
  const services = garden.spec?.runtimeCluster?.settings?.loadBalancerServices;
  const proxyProtocol = services?.proxyProtocol?.allowed === true;
  const where = `gateway ${gardenGateway.namespace}`;
  if (services?.externalTrafficPolicy !== 'Local' && !proxyProtocol) {
    report.add(aclRules['ACL-W110'], path, {
      message: `${where}: externalTrafficPolicy is not Local and PROXY protocol is not accepted, so that every client has the address of a node of the runtime cluster`,
    });
  }
  if (!proxyProtocol) return;
  report.add(aclRules['ACL-W111'], `${path}.proxyProtocol.allowed`, {
    message: `${where} accepts PROXY headers from everybody: who gets past the load balancer can claim any address`,
    fix: 'let only the load balancer reach the gateway',
  });
}
