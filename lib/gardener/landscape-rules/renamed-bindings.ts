import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { isFromMinor, kubernetesVersion } from '../kubernetes/version';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-BINDING-RENAMED': 'from Kubernetes 1.34 on a Shoot names a CredentialsBinding instead of a SecretBinding',
});

/** The minor of Kubernetes from which on secretBindingName is refused. */
const withoutSecretBinding = 34;

/** A Shoot with the old field, while a CredentialsBinding of that name exists: only the name of the field is old. */
export const renamedBindingCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Shoot'],
  object({ object }: ViewObject, report: Report, view: View): void {
    const { secretBindingName, credentialsBindingName, kubernetes } = (object as Loose<Shoot>).spec ?? {};
    if (secretBindingName === undefined || credentialsBindingName !== undefined) return;
    if (!isFromMinor(kubernetesVersion(kubernetes?.version ?? ''), withoutSecretBinding)) return;
    const { namespace } = object.metadata;
    const binding = view.find('security.gardener.cloud', 'CredentialsBinding', namespace, secretBindingName);
    if (binding === undefined) return;
    report.forbidden(rule['SHOOT-BINDING-RENAMED'], FieldPath.of('spec', 'secretBindingName'), {
      message: `from Kubernetes 1.34 on secretBindingName is no longer supported, and CredentialsBinding ${namespace ?? ''}/${secretBindingName} exists`,
      fix: 'rename the field to credentialsBindingName',
    });
  },
};
