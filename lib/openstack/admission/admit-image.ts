import { keptImage } from '../../gardener/shoot/admission/choose-image';
import type { WorkerSpec } from '../objects';
import { defaultArchitecture } from '../pool/capabilities';
import { isInPlace } from '../pool/node-agent-key';
import { definitionsOf, machineTypeOf } from '../profile/read';
import type { Admission } from './admission';
import { defaultImage } from './default-image';

type MachineImage = NonNullable<NonNullable<WorkerSpec['machine']>['image']>;

/**
 * The image of a pool after admission: an existing pool keeps its image while name and version say nothing else, a new one gets the default.
 * `gardener:plugin/pkg/shoot/mutator/admission.go` (ensureMachineImage) v1.150.
 */
export function admitImage(worker: WorkerSpec, path: string, admission: Admission): MachineImage | undefined {
  const { profile, old, now, filledIn, problems } = admission;
  const image = worker.machine?.image;
  const kept = keptImage(
    image,
    old?.spec?.provider?.workers?.find(({ name }) => name === worker.name),
  );
  const chosen =
    kept !== undefined
      ? { image: kept }
      : defaultImage({
          images: profile.machineImages ?? [],
          definitions: definitionsOf(profile),
          image,
          architecture: worker.machine?.architecture ?? defaultArchitecture,
          machineType: machineTypeOf(profile, worker.machine?.type),
          inPlace: isInPlace(worker.updateStrategy),
          now,
        });
  if ('error' in chosen) {
    problems.push({ path, message: chosen.error });
    return image;
  }
  const { name, version } = chosen.image;
  if (name !== image?.name || version !== image?.version)
    filledIn.push({ path: `${path}.machine.image`, value: chosen.image, by: 'ShootMutator' });
  return { ...image, ...chosen.image };
}
