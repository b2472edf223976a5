import type { ManagedSeedSet, ManagedSeedSetSpec } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { defaultGardenletDeployment } from '../validation/gardenlet-deployment-defaults';

/**
 * A ManagedSeedSet with its defaults. Those of the ManagedSeeds and Shoots in the templates are filled in when the objects are made,
 * but for the Deployment of the gardenlet.
 *
 * Source: gardener:pkg/apis/seedmanagement/v1alpha1/{defaults_managedseedset,zz_generated.defaults}.go v1.150.
 */
export function defaultManagedSeedSet(set: Loose<ManagedSeedSet>): Loose<ManagedSeedSet> {
  const spec = set.spec ?? {};
  const { rollingUpdate, ...strategy } = spec.updateStrategy ?? {};
  return {
    ...set,
    spec: {
      ...withDeployment(spec),
      replicas: spec.replicas ?? 1,
      updateStrategy: {
        ...strategy,
        type: strategy.type ?? 'RollingUpdate',
        ...(rollingUpdate && { rollingUpdate: { ...rollingUpdate, partition: rollingUpdate.partition ?? 0 } }),
      },
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
    },
  };
}

function withDeployment(spec: Loose<ManagedSeedSetSpec>): Loose<ManagedSeedSetSpec> {
  const gardenlet = spec.template?.spec?.gardenlet;
  if (gardenlet?.deployment === undefined) return spec;
  const deployment = defaultGardenletDeployment(gardenlet.deployment);
  return {
    ...spec,
    template: { ...spec.template, spec: { ...spec.template?.spec, gardenlet: { ...gardenlet, deployment } } },
  };
}
