import type { Ingress, IngressClass, NetworkPolicy } from '../../../imports/networking.k8s.io/v1';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateIngress } from './ingress';
import { validateIngressClass, validateIngressClassUpdate } from './ingress-class';
import { validateNetworkPolicy } from './network-policy';

/** Ingresses and network policies. */
export const networkingKinds: readonly KindValidation[] = [
  kindValidation<Ingress>('networking.k8s.io/Ingress', { create: validateIngress }),
  kindValidation<IngressClass>('networking.k8s.io/IngressClass', {
    create: validateIngressClass,
    update: validateIngressClassUpdate,
  }),
  kindValidation<NetworkPolicy>('networking.k8s.io/NetworkPolicy', { create: validateNetworkPolicy }),
];
