import type { Gardenlet } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { defaultEmbeddedConfiguration } from '../gardenlet-configuration/defaults';
import { defaultGardenletDeployment } from '../validation/gardenlet-deployment-defaults';

/** A Gardenlet with its defaults (gardener:pkg/apis/seedmanagement/v1alpha1/defaults_gardenlet.go v1.150). */
export function defaultGardenlet(gardenlet: Loose<Gardenlet>): Loose<Gardenlet> {
  const { spec } = gardenlet;
  return {
    ...gardenlet,
    spec: {
      ...spec,
      deployment: defaultGardenletDeployment(spec?.deployment ?? {}),
      config: defaultEmbeddedConfiguration(spec?.config ?? {}),
    },
  };
}
