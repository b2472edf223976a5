import type {
  ConfigMap,
  LimitRange,
  Namespace,
  Node,
  ResourceQuota,
  Secret,
  ServiceAccount,
} from '../../../imports/core/v1';
import { dns1123SubdomainProblems } from '../../core/names';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateConfigMap, validateConfigMapUpdate } from './config-map';
import { validateLimitRange } from './limit-range';
import { validateNamespace } from './namespace';
import { validateNode, validateNodeUpdate } from './node';
import { validateResourceQuota, validateResourceQuotaUpdate } from './resource-quota';
import { validateSecret, validateSecretUpdate } from './secret';

/** Namespaces, what they hold for others to read, and what they limit. */
export const configurationKinds: readonly KindValidation[] = [
  kindValidation<Namespace>('/Namespace', { create: validateNamespace }),
  kindValidation<ConfigMap>('/ConfigMap', { create: validateConfigMap, update: validateConfigMapUpdate }),
  kindValidation<Secret>('/Secret', { create: validateSecret, update: validateSecretUpdate }),
  kindValidation<ServiceAccount>('/ServiceAccount', {
    create: ({ metadata }, report) => {
      validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    },
  }),
  kindValidation<ResourceQuota>('/ResourceQuota', {
    create: validateResourceQuota,
    update: validateResourceQuotaUpdate,
  }),
  kindValidation<LimitRange>('/LimitRange', { create: validateLimitRange }),
  kindValidation<Node>('/Node', { create: validateNode, update: validateNodeUpdate }),
];
