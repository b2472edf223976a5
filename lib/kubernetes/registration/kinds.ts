import type { APIService } from '../../../imports/apiregistration.k8s.io/v1';
import type { CertificateSigningRequest } from '../../../imports/certificates.k8s.io/v1';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateApiService } from './api-service';
import { validateSigningRequest } from './signing-request';

/** APIs of other servers, and certificates that somebody signs. */
export const registrationKinds: readonly KindValidation[] = [
  kindValidation<APIService>('apiregistration.k8s.io/APIService', { create: validateApiService }),
  kindValidation<CertificateSigningRequest>('certificates.k8s.io/CertificateSigningRequest', {
    create: validateSigningRequest,
  }),
];
