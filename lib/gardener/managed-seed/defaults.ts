import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { defaultEmbeddedConfiguration } from '../gardenlet-configuration/defaults';
import { defaultGardenletDeployment } from '../validation/gardenlet-deployment-defaults';

/** A ManagedSeed with its defaults (gardener:pkg/apis/seedmanagement/v1alpha1/defaults_managedseed.go v1.150). */
export function defaultManagedSeed(managedSeed: Loose<ManagedSeed>): Loose<ManagedSeed> {
  const { spec } = managedSeed;
  const gardenlet = spec?.gardenlet ?? {};
  return {
    ...managedSeed,
    spec: {
      ...spec,
      gardenlet: {
        ...gardenlet,
        deployment: defaultGardenletDeployment(gardenlet.deployment ?? {}),
        config: defaultEmbeddedConfiguration(gardenlet.config ?? {}),
        bootstrap: gardenlet.bootstrap ?? 'BootstrapToken',
        mergeWithParent: gardenlet.mergeWithParent ?? true,
      },
    },
  };
}
