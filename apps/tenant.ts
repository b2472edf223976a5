// A project with the credentials for one infrastructure.
import type { CredentialsBinding, Project } from '../lib';

export interface Tenant {
  readonly project: Project;
  readonly credentials: CredentialsBinding;
}
