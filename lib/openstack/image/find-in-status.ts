import { areCompatible, defaultArchitecture, describeCapabilities } from '../pool/capabilities';
import { normalizeDefinitions, normalizeMachineCapabilities } from './normalize';
import type { ImageQuery, ImageResult, LookupStep } from './query';
import { hasNoCapabilities } from './status-image';

/**
 * The image of the worker status, which keeps pools alive whose version left the profile. An entry without capabilities fits everything in a
 * profile with capabilities, so that its architecture is not looked at; strict mode does look.
 * `provider-openstack:pkg/apis/openstack/helper/helper.go` (FindImageInWorkerStatus) v1.58.
 */
export function findImageInStatus(
  query: ImageQuery,
  context: {
    readonly steps: LookupStep[];
    readonly strict: boolean;
    readonly reason: 'not-found' | 'ambiguous';
  },
): ImageResult {
  const { name, version, definitions, status = [] } = query;
  const architecture = query.architecture === '' ? defaultArchitecture : (query.architecture ?? defaultArchitecture);
  const machine = normalizeMachineCapabilities(query.machine, architecture, normalizeDefinitions(definitions));
  const steps = [...context.steps];
  for (const [index, image] of status.entries()) {
    if (image.name !== name || image.version !== version) continue;
    const path = `status.machineImages[${index}]`;
    const legacy = definitions.length === 0 || (context.strict && hasNoCapabilities(image));
    const fits = legacy
      ? (image.architecture ?? defaultArchitecture) === architecture
      : areCompatible(image.capabilities, machine, definitions);
    steps.push({ path, outcome: fits ? 'chosen' : 'does not fit' });
    if (fits) return { image, via: 'status', steps };
  }
  const wanted =
    definitions.length === 0
      ? `version "${version}" and architecture "${architecture}"`
      : `version "${version}" and capabilities ${describeCapabilities(machine)}`;
  return { error: `no machine image found for image "${name}" with ${wanted}`, reason: context.reason, steps };
}
