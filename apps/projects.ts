// The tenants: the project of the operators, and two teams with their credentials.
import { CredentialsBinding, Project, Quota, SecretReference, WorkloadIdentity, type Landscape } from '../lib';

/** A project with the credentials for one infrastructure. */
export interface Tenant {
  readonly project: Project;
  readonly credentials: CredentialsBinding;
}

export function projects(root: Landscape): Readonly<Record<'garden' | 'dev' | 'prod', Tenant>> {
  const team = (name: string) => ({
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'Group' as const,
    name: `team-${name}`,
  });
  const add = (name: string, purpose: string): Project =>
    new Project(root, `project-${name}`, {
      name,
      purpose,
      owner: team(name),
      members: [{ ...team(name), role: 'admin', roles: ['owner'] }],
    });
  const openstack = (project: Project, quotas: Quota[]): Tenant => {
    const credentials = SecretReference.existing(root, project.namespace, 'openstack');
    return {
      project,
      credentials: new CredentialsBinding(root, `openstack-${project.name}`, {
        name: 'openstack',
        project,
        provider: 'openstack',
        credentials,
        quotas,
      }),
    };
  };

  const garden = add('garden', 'operation of the landscape');
  const dev = add('dev', 'development of the shop');
  const prod = add('prod', 'the shop');
  const scope = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project' };
  const trial = new Quota(root, 'trial', { project: dev, scope, clusterLifetimeDays: 30, metrics: { cpu: '100' } });
  const identity = new WorkloadIdentity(root, 'aws-identity', {
    project: prod,
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
  const aws = new CredentialsBinding(root, 'aws-prod', {
    name: 'aws',
    project: prod,
    provider: 'aws',
    credentials: identity,
  });
  return { garden: openstack(garden, []), dev: openstack(dev, [trial]), prod: { project: prod, credentials: aws } };
}
