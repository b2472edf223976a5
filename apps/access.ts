// Who may reach the API servers of the team's shoots.
import type { Shoot } from '../lib';
import { AccessControl, type ClientSet } from '../lib/acl';

const office: ClientSet = { name: 'office', ranges: ['203.0.113.0/24'], comment: 'the main building' };
const pipelines: ClientSet = { name: 'pipelines', ranges: ['198.51.100.7/32'], comment: 'the build system' };

/** Through the ACL extension, with filters of our own where it leaves a way open. */
export function teamAccess(shoot: Shoot): void {
  const access = new AccessControl(shoot, 'acl', { allow: [office, pipelines] });
  access.expect({ from: '203.0.113.20', verdict: 'pass' });
  access.expect({ from: '192.0.2.1', verdict: 'deny' });
}

/** Without the extension: Flux applies all filters on the seed. */
export function officeAccess(shoot: Shoot): void {
  new AccessControl(shoot, 'acl', { delivery: 'gitops', allow: [office] });
}
