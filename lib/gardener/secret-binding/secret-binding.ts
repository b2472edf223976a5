import type { Construct } from 'constructs';
import { SecretBinding as SecretBindingKind } from '../../../imports/core.gardener.cloud/v1beta1';
import { GardenerObject, metadataOf, type ObjectProps } from '../gardener-object';
import type { Project } from '../project/project';
import type { Quota } from '../quota/quota';
import type { SecretReference } from '../secret-reference';

/** What a SecretBinding ties together. */
export interface SecretBindingProps extends ObjectProps {
  readonly project: Project;
  /** Type of the infrastructure provider, for example `openstack`. */
  readonly provider: string;
  /** A Secret that exists; its value is never in Git. */
  readonly secret: SecretReference;
  /** @default none */
  readonly quotas?: readonly Quota[];
}

/** The older way to make credentials usable; not for shoots with Kubernetes 1.34 and above. Use CredentialsBinding. */
export class SecretBinding extends GardenerObject<SecretBindingKind> {
  constructor(scope: Construct, id: string, props: SecretBindingProps) {
    const { project, provider, secret, quotas } = props;
    super(scope, id, SecretBindingKind, {
      ...metadataOf(props),
      namespace: project.namespace,
      place: { project: project.name },
      fields: () => ({
        provider: { type: provider },
        secretRef: { name: secret.name, namespace: secret.namespace },
        ...(quotas !== undefined && { quotas: quotas.map(quota => quota.reference) }),
      }),
    });
  }
}
