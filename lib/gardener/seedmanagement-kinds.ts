import type { FreeForm } from '../../imports/kind';
import type { Loose } from '../core/loose';
import { defaultGardenletConfiguration } from './gardenlet-configuration/defaults';
import {
  validateGardenletConfigurationFile,
  validateGardenletConfigurationFileUpdate,
} from './gardenlet-configuration/validation';
import { defaultGardenlet } from './gardenlet/defaults';
import { validateGardenlet, validateGardenletUpdate } from './gardenlet/validation';
import { defaultManagedSeed } from './managed-seed/defaults';
import { validateManagedSeed, validateManagedSeedUpdate } from './managed-seed/validation';
import { defaultManagedSeedSet } from './managed-seed-set/defaults';
import { validateManagedSeedSet, validateManagedSeedSetUpdate } from './managed-seed-set/validation';
import { objectValidation, type ObjectValidation } from './object-validation';
import { encoded } from './stored-form';

const configuration = ['gardenlet.config.gardener.cloud/v1alpha1', 'GardenletConfiguration'] as const;
const group = 'seedmanagement.gardener.cloud';

/** The validation of the kinds by which gardenlets are deployed, and of their configuration. */
export const seedmanagementKinds: readonly ObjectValidation[] = [
  objectValidation('gardenlet.config.gardener.cloud/GardenletConfiguration', {
    defaults: defaultGardenletConfiguration,
    stored: config => encoded(config, ...configuration),
    create: validateGardenletConfigurationFile,
    update: validateGardenletConfigurationFileUpdate,
  }),
  objectValidation(`${group}/Gardenlet`, {
    defaults: defaultGardenlet,
    stored: gardenlet => {
      const spec = { ...gardenlet.spec, config: storedConfig(gardenlet.spec?.config) };
      return encoded({ ...gardenlet, spec }, `${group}/v1alpha1`, 'Gardenlet');
    },
    create: validateGardenlet,
    update: validateGardenletUpdate,
  }),
  objectValidation(`${group}/ManagedSeed`, {
    defaults: defaultManagedSeed,
    stored: managedSeed => {
      const gardenlet = managedSeed.spec?.gardenlet;
      const spec = { ...managedSeed.spec, gardenlet: { ...gardenlet, config: storedConfig(gardenlet?.config) } };
      return encoded({ ...managedSeed, spec }, `${group}/v1alpha1`, 'ManagedSeed');
    },
    create: validateManagedSeed,
    update: validateManagedSeedUpdate,
  }),
  objectValidation(`${group}/ManagedSeedSet`, {
    defaults: defaultManagedSeedSet,
    stored: set => {
      const template = set.spec?.template;
      const gardenlet = template?.spec?.gardenlet;
      const seed = { ...template?.spec, gardenlet: { ...gardenlet, config: storedConfig(gardenlet?.config) } };
      const spec = { ...set.spec, template: { ...template, spec: seed } };
      return encoded({ ...set, spec }, `${group}/v1alpha1`, 'ManagedSeedSet');
    },
    create: validateManagedSeedSet,
    update: validateManagedSeedSetUpdate,
  }),
];

/** The API server decodes the configuration and encodes it again. */
function storedConfig(config: Loose<FreeForm> | undefined): Loose<FreeForm> {
  return encoded(config ?? {}, ...configuration);
}
