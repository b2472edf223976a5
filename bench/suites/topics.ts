import type { KubernetesObject } from '../../lib/core/object';
import { manifests } from '../manifests';
import { interleaved, type Cost } from '../measure';
import { judged } from './validation';

/** What each topic costs for a Shoot, for twice as many of them, and for Shoots with access lists: twice as many cost no more each. */
export function suite(): void {
  console.log('| checks and predictions | Shoots | µs per Shoot |\n|---|---|---|');
  for (const topic of ['objects', 'gardener', 'openstack', 'flux'])
    for (const count of [2000, 4000]) report(topic, count, manifests(`topic-${count}`, count));
  for (const count of [500, 1000]) report('acl', count, manifests(`acl-${count}`, count, withAccessList));
}

function report(topic: string, count: number, folder: string): void {
  const costs = interleaved([judged(folder, 'without', ''), judged(folder, 'with', topic, true)], 3);
  const cpu = (name: string): number => (costs.get(name) as Cost).cpu;
  console.log(`| ${topic} | ${count} | ${(((cpu('with') - cpu('without')) * 1e6) / count).toFixed(0)} |`);
}

function withAccessList(object: KubernetesObject): KubernetesObject {
  const rule = { action: 'ALLOW', type: 'remote_ip', cidrs: ['203.0.113.0/24', '198.51.100.7/32'] };
  const extensions = [{ type: 'acl', providerConfig: { rule } }];
  return { ...object, spec: { ...(object['spec'] as object), seedName: 'soil', extensions } };
}
