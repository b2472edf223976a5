import type { KubernetesObject } from '../../core/object';
import { purposeLabels } from './class';

/**
 * The Secret of a machine class: the boot script of its machines. Credentials are in another Secret, which the class refers to.
 * `provider-openstack:charts/internal/machineclass/templates/machineclass.yaml` v1.58.
 */
export function renderMachineSecret(name: string, namespace: string, userData: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels: purposeLabels },
    type: 'Opaque',
    data: { userData: Buffer.from(userData).toString('base64') },
  };
}
