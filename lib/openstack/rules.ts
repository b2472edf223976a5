import type { Rule } from '../rules/rule';
import { architectureRules } from './lints/architectures';
import { kubernetesRules } from './lints/kubernetes';
import { landscapeRules } from './lints/landscape';
import { machineObjectRules } from './lints/machine-objects';
import { machineRules } from './lints/machines';
import { mirrorRules } from './lints/mirrors';
import { nameRules } from './lints/names';
import { poolImageRules } from './lints/pool-images';
import { profileImageRules } from './lints/profile-images';
import { profileServiceRules } from './lints/profile-services';
import { workloadRules } from './lints/workloads';
import { cloudProfileRules } from './validation/cloud-profile';
import { cloudProfileConfigRules } from './validation/cloud-profile-config';
import { configKindRules } from './validation/config-kind';
import { controlPlaneRules } from './validation/control-plane';
import { imageMappingRules } from './validation/image-mapping';
import { infrastructureRules } from './validation/infrastructure';
import { infrastructureUpdateRules } from './validation/infrastructure-update';
import { loadBalancerClassRules } from './validation/load-balancer-classes';
import { namespacedCloudProfileRules } from './validation/namespaced-cloud-profile';
import { providerImageRules } from './validation/provider-image';
import { secretRules } from './validation/secret';
import { seedRules } from './validation/seed';
import { shootRules } from './validation/shoot';
import { shootDNSRules } from './validation/shoot-dns';
import { valueRules } from './validation/values';
import { workerRules, workerUpdateRules } from './validation/workers';
import { bindingRules } from './view/bindings';
import { referenceRules } from './view/validate';

/** What the provider refuses. */
export const validationRules: readonly Rule[] = [
  ...bindingRules,
  ...cloudProfileRules,
  ...cloudProfileConfigRules,
  ...configKindRules,
  ...controlPlaneRules,
  ...imageMappingRules,
  ...infrastructureRules,
  ...infrastructureUpdateRules,
  ...loadBalancerClassRules,
  ...namespacedCloudProfileRules,
  ...providerImageRules,
  ...referenceRules,
  ...secretRules,
  ...seedRules,
  ...shootRules,
  ...shootDNSRules,
  ...valueRules,
  ...workerRules,
  ...workerUpdateRules,
];

/** What the provider accepts and we advise against, or what it refuses later. */
export const lintRules: readonly Rule[] = [
  ...architectureRules,
  ...kubernetesRules,
  ...landscapeRules,
  ...machineObjectRules,
  ...machineRules,
  ...mirrorRules,
  ...nameRules,
  ...poolImageRules,
  ...profileImageRules,
  ...profileServiceRules,
  ...workloadRules,
];
