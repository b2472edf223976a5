// A workload inside a shoot, written with cdk8s-plus.
import { Chart, Size } from 'cdk8s';
import { Cpu, Deployment, Namespace, ServiceType } from 'cdk8s-plus-27';
import type { Shoot } from '../lib';

export function shop(shoot: Shoot): void {
  const chart = new Chart(shoot.cluster, 'shop', { namespace: 'shop' });
  new Namespace(chart, 'namespace', { metadata: { name: 'shop' } });
  const deployment = new Deployment(chart, 'web', {
    metadata: { name: 'web' },
    replicas: 3,
    containers: [
      {
        image: 'registry.example.org/shop/web:1.4.2',
        portNumber: 8080,
        resources: {
          cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) },
          memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
        },
      },
    ],
  });
  deployment.exposeViaService({ name: 'web', serviceType: ServiceType.CLUSTER_IP });
}
