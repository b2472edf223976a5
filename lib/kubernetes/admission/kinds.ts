import type {
  MutatingAdmissionPolicy,
  MutatingAdmissionPolicyBinding,
  MutatingWebhookConfiguration,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  ValidatingWebhookConfiguration,
} from '../../../imports/admissionregistration.k8s.io/v1';
import { kindValidation, type KindFunctions, type KindValidation } from '../kind-validation';
import { validateMutatingPolicy } from './mutating-policy';
import { validateMutatingBinding, validateValidatingBinding } from './policy-binding';
import { validateValidatingPolicy } from './validating-policy';
import { validateWebhookConfiguration } from './webhook';

/** Admission webhooks and policies; nothing of them is immutable. */
export const admissionKinds: readonly KindValidation[] = [
  admissionKind<ValidatingWebhookConfiguration>('ValidatingWebhookConfiguration', validateWebhookConfiguration),
  admissionKind<MutatingWebhookConfiguration>('MutatingWebhookConfiguration', validateWebhookConfiguration),
  admissionKind<ValidatingAdmissionPolicy>('ValidatingAdmissionPolicy', validateValidatingPolicy),
  admissionKind<ValidatingAdmissionPolicyBinding>('ValidatingAdmissionPolicyBinding', validateValidatingBinding),
  admissionKind<MutatingAdmissionPolicy>('MutatingAdmissionPolicy', validateMutatingPolicy),
  admissionKind<MutatingAdmissionPolicyBinding>('MutatingAdmissionPolicyBinding', validateMutatingBinding),
];

function admissionKind<T>(kind: string, create: KindFunctions<T>['create']): KindValidation {
  return kindValidation<T>(`admissionregistration.k8s.io/${kind}`, { create });
}
