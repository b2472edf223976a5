import { defaultCloudProfile, storedCloudProfile } from './cloud-profile/defaults';
import { validateCloudProfile, validateCloudProfileUpdate } from './cloud-profile/validation';
import { validateControllerDeployment, type AnyControllerDeployment } from './controller-deployment/validation';
import { defaultControllerRegistration } from './controller-registration/defaults';
import {
  validateControllerRegistration,
  validateControllerRegistrationUpdate,
} from './controller-registration/validation';
import { defaultCredentialsBinding } from './credentials-binding/defaults';
import { validateCredentialsBinding, validateCredentialsBindingUpdate } from './credentials-binding/validation';
import { validateExposureClass, validateExposureClassUpdate } from './exposure-class/validation';
import { defaultNamespacedCloudProfile, storedNamespacedCloudProfile } from './namespaced-cloud-profile/defaults';
import {
  validateNamespacedCloudProfile,
  validateNamespacedCloudProfileUpdate,
} from './namespaced-cloud-profile/validation';
import { objectValidation, type KindFunctions, type ObjectValidation } from './object-validation';
import { defaultProject } from './project/defaults';
import { withOwnerRole } from './project/roles';
import { validateProject, validateProjectUpdate } from './project/validation';
import { validateQuota, validateQuotaUpdate } from './quota/validation';
import { defaultSecretBinding } from './secret-binding/defaults';
import { validateSecretBinding, validateSecretBindingUpdate } from './secret-binding/validation';
import { defaultSeed, withProviderLabels } from './seed/defaults';
import { validateSeed, validateSeedUpdate } from './seed/validation';
import { encoded } from './stored-form';
import { validateWorkloadIdentity, validateWorkloadIdentityUpdate } from './workload-identity/validation';

/** The validation of the kinds of core.gardener.cloud and security.gardener.cloud beside the Shoot. */
export const coreKinds: readonly ObjectValidation[] = [
  coreKind('core.gardener.cloud/CloudProfile', {
    defaults: defaultCloudProfile,
    stored: storedCloudProfile,
    create: validateCloudProfile,
    update: validateCloudProfileUpdate,
  }),
  coreKind<AnyControllerDeployment>('core.gardener.cloud/ControllerDeployment', {
    create: validateControllerDeployment,
    update: (next, _old, report) => validateControllerDeployment(next, report),
  }),
  coreKind('core.gardener.cloud/ControllerRegistration', {
    defaults: defaultControllerRegistration,
    create: validateControllerRegistration,
    update: validateControllerRegistrationUpdate,
  }),
  coreKind('security.gardener.cloud/CredentialsBinding', {
    defaults: defaultCredentialsBinding,
    create: validateCredentialsBinding,
    update: validateCredentialsBindingUpdate,
  }),
  coreKind('core.gardener.cloud/ExposureClass', {
    create: validateExposureClass,
    update: validateExposureClassUpdate,
  }),
  coreKind('core.gardener.cloud/NamespacedCloudProfile', {
    defaults: defaultNamespacedCloudProfile,
    stored: storedNamespacedCloudProfile,
    create: validateNamespacedCloudProfile,
    update: validateNamespacedCloudProfileUpdate,
  }),
  coreKind('core.gardener.cloud/Project', {
    defaults: defaultProject,
    stored: withOwnerRole,
    create: validateProject,
    update: validateProjectUpdate,
  }),
  coreKind('core.gardener.cloud/Quota', { create: validateQuota, update: validateQuotaUpdate }),
  coreKind('core.gardener.cloud/SecretBinding', {
    defaults: defaultSecretBinding,
    create: validateSecretBinding,
    update: validateSecretBindingUpdate,
  }),
  coreKind('core.gardener.cloud/Seed', {
    defaults: defaultSeed,
    stored: withProviderLabels,
    create: validateSeed,
    update: validateSeedUpdate,
  }),
  coreKind('security.gardener.cloud/WorkloadIdentity', {
    create: validateWorkloadIdentity,
    update: validateWorkloadIdentityUpdate,
  }),
];

/** The API server decodes what it stores, and encodes it again. */
function coreKind<T extends object>(kind: string, functions: KindFunctions<T>): ObjectValidation {
  const { stored } = functions;
  return objectValidation(kind, {
    ...functions,
    stored: (object, context) => encoded(stored ? stored(object, context) : object),
  });
}
