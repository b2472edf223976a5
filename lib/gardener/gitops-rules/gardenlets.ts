import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type {
  Gardenlet,
  GardenletDeployment,
  GardenletSelfDeployment,
  ManagedSeed,
  ManagedSeedSet,
} from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { KubernetesObject } from '../../core/object';

const group = 'seedmanagement.gardener.cloud';

/** The kinds that describe a gardenlet. */
export const gardenletKinds = [`${group}/Gardenlet`, `${group}/ManagedSeed`, `${group}/ManagedSeedSet`] as const;

/** A gardenlet as any of the three kinds describes it, and where in the object it stands. */
export interface DescribedGardenlet {
  readonly config: Loose<GardenletConfiguration>;
  readonly configPath: FieldPath;
  readonly deployment: Loose<GardenletDeployment> & Pick<Loose<GardenletSelfDeployment>, 'helm'>;
  readonly deploymentPath: FieldPath;
}

/** The gardenlet that an object of {@link gardenletKinds} describes. */
export function gardenletOf(object: KubernetesObject): DescribedGardenlet {
  const { fields, path } = fieldsOf(object);
  return {
    config: fields?.config ?? {},
    configPath: path.child('config'),
    deployment: fields?.deployment ?? {},
    deploymentPath: path.child('deployment'),
  };
}

interface Fields {
  readonly config?: object | undefined;
  readonly deployment?: DescribedGardenlet['deployment'] | undefined;
}

function fieldsOf(object: KubernetesObject): { readonly fields: Fields | undefined; readonly path: FieldPath } {
  const spec = FieldPath.of('spec');
  if (object.kind === 'Gardenlet') return { fields: (object as Loose<Gardenlet>).spec, path: spec };
  if (object.kind === 'ManagedSeed')
    return { fields: (object as Loose<ManagedSeed>).spec?.gardenlet, path: spec.child('gardenlet') };
  const template = (object as Loose<ManagedSeedSet>).spec?.template;
  return { fields: template?.spec?.gardenlet, path: spec.child('template', 'spec', 'gardenlet') };
}
