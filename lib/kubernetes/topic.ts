import type { Check, Topic } from '../rules/topic';
import { admissionKinds } from './admission/kinds';
import { shootWebhookChecks } from './admission/shoot-webhook';
import { configurationKinds } from './configuration/kinds';
import { customResourceKinds } from './custom-resource/kinds';
import type { KindValidation } from './kind-validation';
import { metadataCheck } from './meta/check';
import { networkingKinds } from './networking/kinds';
import { podKinds } from './pod/kinds';
import { rbacKinds } from './rbac/kinds';
import { registrationKinds } from './registration/kinds';
import { serviceKinds } from './service/kinds';
import { storageKinds } from './storage/kinds';
import { compareUpdates } from './updates';
import { workloadKinds } from './workload/kinds';

/** What the API server of Kubernetes itself says, by kind. */
const kindValidations: readonly KindValidation[] = [
  ...podKinds,
  ...workloadKinds,
  ...serviceKinds,
  ...configurationKinds,
  ...storageKinds,
  ...networkingKinds,
  ...rbacKinds,
  ...admissionKinds,
  ...registrationKinds,
  ...customResourceKinds,
];

/** Kubernetes' own kinds: what the API server refuses beyond the schema, on create and on update. */
export const kubernetes: Topic = {
  name: 'kubernetes',
  checks: [metadataCheck, ...kindValidations.map(validationCheck), ...shootWebhookChecks],
  compare: compareUpdates(kindValidations),
};

function validationCheck({ kind, create }: KindValidation): Check {
  return { rules: [], kinds: [kind], object: ({ object }, report) => create(object, report) };
}
