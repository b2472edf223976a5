import type { Construct } from 'constructs';
import { CredentialsBinding as CredentialsBindingKind } from '../../../imports/security.gardener.cloud/v1alpha1';
import { GardenerObject, metadataOf, type ObjectProps } from '../gardener-object';
import type { Project } from '../project/project';
import type { Quota } from '../quota/quota';
import type { SecretReference } from '../secret-reference';
import type { WorkloadIdentity } from '../workload-identity/workload-identity';

/** What a CredentialsBinding ties together. */
export interface CredentialsBindingProps extends ObjectProps {
  readonly project: Project;
  /** Type of the infrastructure provider, for example `openstack`. */
  readonly provider: string;
  /** The credentials: a Secret that exists (its value is never in Git), or a WorkloadIdentity. */
  readonly credentials: SecretReference | WorkloadIdentity;
  /** @default none */
  readonly quotas?: readonly Quota[];
}

/** Makes credentials usable for the shoots of a project. */
export class CredentialsBinding extends GardenerObject<CredentialsBindingKind> {
  constructor(scope: Construct, id: string, props: CredentialsBindingProps) {
    const { project, provider, credentials, quotas } = props;
    super(scope, id, CredentialsBindingKind, {
      ...metadataOf(props),
      namespace: project.namespace,
      place: { project: project.name },
      fields: () => ({
        provider: { type: provider },
        credentialsRef: credentials.reference,
        ...(quotas !== undefined && { quotas: quotas.map(quota => quota.reference) }),
      }),
    });
  }
}
