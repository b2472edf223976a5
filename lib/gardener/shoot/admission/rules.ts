import type { Rule } from '../../../rules/rule';
import { annotationRules } from './annotations';
import { apiServerSecretRules } from './api-server-secrets';
import { bindingRules } from './bindings';
import { completeDnsRules } from './complete-dns';
import { completeImageRules } from './complete-image';
import { completePlacementRules } from './complete-placement';
import { completeVersionRules } from './complete-version';
import { completeRules } from './complete';
import { domainRules } from './domains';
import { internalVersionRules } from './internal-versions';
import { kubernetesVersionRules } from './kubernetes-version';
import { networkAdmissionRules } from './networks';
import { placeRules } from './place';
import { poolMachineRules } from './pool-machine';
import { poolSoftwareRules } from './pool-software';
import { poolVolumeRules } from './pool-volume';
import { poolZoneRules } from './pool-zones';
import { poolRules } from './pools';
import { profileChangeRules } from './profile-change';
import { projectRules } from './project';
import { quotaLifetimeRules } from './quota-lifetime';
import { quotaRules } from './quotas';
import { relativeRules } from './relatives';
import { schedulingRules } from './scheduling';

/** The rules about Shoots among the objects that they refer to. */
export const shootAdmissionRules: readonly Rule[] = [
  ...annotationRules,
  ...apiServerSecretRules,
  ...bindingRules,
  ...completeDnsRules,
  ...completeImageRules,
  ...completePlacementRules,
  ...completeVersionRules,
  ...completeRules,
  ...domainRules,
  ...internalVersionRules,
  ...kubernetesVersionRules,
  ...networkAdmissionRules,
  ...placeRules,
  ...poolMachineRules,
  ...poolSoftwareRules,
  ...poolVolumeRules,
  ...poolZoneRules,
  ...poolRules,
  ...profileChangeRules,
  ...projectRules,
  ...quotaLifetimeRules,
  ...quotaRules,
  ...relativeRules,
  ...schedulingRules,
];
