// One landscape from values: the garden, its catalogues, projects, seeds and shoots.
import { Landscape } from '../lib';
import { officeAccess, teamAccess } from './access';
import { awsProfile } from './aws-profile';
import { delivery, hookUp } from './delivery';
import { extensions } from './extensions';
import { garden } from './garden';
import { openstackProfile } from './openstack-profile';
import { projects } from './projects';
import { ridge } from './ridge';
import { shoots } from './shoots';
import { shop } from './shop';
import { soil } from './soil';
import type { LandscapeValues } from './values';

export function landscape(values: LandscapeValues): Landscape {
  const { name, gardener, domain } = values;
  const root = new Landscape({ name, gardener, domain, facts: `apps/${name}/facts` });
  extensions(root);
  garden(root, values);
  const profiles = { eu01: openstackProfile(root, values), aws: awsProfile(root, values) };
  const tenants = projects(root);
  soil(root, values);
  ridge(root, { values, profile: profiles.eu01, tenant: tenants.garden });
  const { crazyBotany, idleFern } = shoots(root, { values, profiles, tenants });
  teamAccess(crazyBotany);
  officeAccess(idleFern);
  shop(crazyBotany);
  hookUp(crazyBotany);
  delivery(root);
  return root;
}
