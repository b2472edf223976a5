// The tenants: the project of the operators, and two teams.
import { Project, Quota, type Landscape } from '../lib';
import { awsCredentials, openstackCredentials } from './credentials';
import type { Tenant } from './tenant';

export function projects(root: Landscape): Readonly<Record<'garden' | 'dev' | 'prod', Tenant>> {
  const garden = project(root, 'garden', 'operation of the landscape');
  const dev = project(root, 'dev', 'development of the shop');
  const prod = project(root, 'prod', 'the shop');
  const trial = new Quota(root, 'trial', {
    project: dev,
    scope: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project' },
    clusterLifetimeDays: 30,
    metrics: { cpu: '1000' },
  });
  return {
    garden: { project: garden, credentials: openstackCredentials(root, garden) },
    dev: { project: dev, credentials: openstackCredentials(root, dev, [trial]) },
    prod: { project: prod, credentials: awsCredentials(root, prod) },
  };
}

/** A project that the team of the same name owns. */
function project(root: Landscape, name: string, purpose: string): Project {
  const team = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: `team-${name}` } as const;
  const members = [{ ...team, role: 'admin', roles: ['owner'] }];
  return new Project(root, `project-${name}`, { name, purpose, owner: team, members });
}
