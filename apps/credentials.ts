// Credentials for infrastructures: a Secret that External Secrets brings, or an identity without a secret.
import {
  CredentialsBinding,
  SecretReference,
  WorkloadIdentity,
  type Landscape,
  type Project,
  type Quota,
} from '../lib';

export function openstackCredentials(root: Landscape, project: Project, quotas: Quota[] = []): CredentialsBinding {
  return new CredentialsBinding(root, `openstack-${project.name}`, {
    name: 'openstack',
    project,
    provider: 'openstack',
    credentials: SecretReference.existing(root, project.namespace, 'openstack'),
    quotas,
  });
}

export function awsCredentials(root: Landscape, project: Project): CredentialsBinding {
  const name = 'aws';
  const credentials = new WorkloadIdentity(root, `aws-identity-${project.name}`, {
    name,
    project,
    audiences: ['sts.amazonaws.com'],
    targetSystem: {
      type: 'aws',
      providerConfig: {
        apiVersion: 'aws.provider.extensions.gardener.cloud/v1alpha1',
        kind: 'WorkloadIdentityConfig',
        roleARN: 'arn:aws:iam::111122223333:role/shop',
      },
    },
  });
  return new CredentialsBinding(root, `aws-${project.name}`, { name, project, provider: 'aws', credentials });
}
