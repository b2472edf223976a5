import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { objectValidation } from '../object-validation';
import { prepareShootUpdate } from './defaults/prepare-update';
import { defaultShoot } from './defaults/shoot';
import { storedShoot } from './defaults/stored';
import { validateShoot } from './validation/shoot';
import { validateShootUpdate } from './validation/update/shoot';

/** What the API server does with Shoots, admission plugins aside. */
export const shootValidation = objectValidation<Shoot>('core.gardener.cloud/Shoot', {
  defaults: defaultShoot,
  stored: storedShoot,
  create: validateShoot,
  update: (next, old, report, context) => validateShootUpdate(prepareShootUpdate(next, old), old, report, context),
});
