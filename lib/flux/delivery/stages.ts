import { groupOf, type KubernetesObject } from '../../core/object';
import { textOf } from '../plain';
import type { DeliveredUnit } from './unit';

/** Something that units wait for although no field of an object names it. */
export type Capability = 'operator' | 'garden' | 'virtual-garden' | 'extensions' | 'seeds';

/** What a unit makes possible. */
export function capabilitiesOf(unit: DeliveredUnit): ReadonlySet<Capability> {
  const found = new Set<Capability>();
  for (const object of unit.objects) {
    const type = `${groupOf(object.apiVersion)}/${object.kind}`;
    if (type === 'apps/Deployment' && object.metadata.name === 'gardener-operator') found.add('operator');
    if (type === 'helm.toolkit.fluxcd.io/HelmRelease' && object.metadata.name === 'gardener-operator')
      found.add('operator');
    if (type === 'operator.gardener.cloud/Garden') found.add('garden');
    if (isAccessToVirtualGarden(object)) found.add('virtual-garden');
    if (type === 'operator.gardener.cloud/Extension' || type === 'core.gardener.cloud/ControllerRegistration')
      found.add('extensions');
    if (type === 'seedmanagement.gardener.cloud/Gardenlet' || type === 'core.gardener.cloud/Seed') found.add('seeds');
  }
  return found;
}

/** A Secret that resource-manager fills with a token for the virtual garden. */
function isAccessToVirtualGarden({ kind, metadata }: KubernetesObject): boolean {
  const labels = metadata.labels ?? {};
  return (
    kind === 'Secret' &&
    labels['resources.gardener.cloud/purpose'] === 'token-requestor' &&
    labels['resources.gardener.cloud/class'] === 'shoot'
  );
}

/** What a unit cannot do without. `hard` needs are always followed; `soft` ones only where they close no circle. */
export interface StageNeeds {
  readonly hard: readonly Capability[];
  readonly soft: readonly Capability[];
}

/**
 * The order of a landscape: operator, then garden and extensions, then access to the virtual garden, then everything in it; Shoots after
 * the extensions that admission asks for and, softly, after the seeds that will host them. Nobody waits for a Shoot to be healthy.
 */
export function stageNeeds(unit: DeliveredUnit, options: { readonly hasAccessUnit: boolean }): StageNeeds {
  const kinds = new Set(unit.objects.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`));
  if (unit.cluster === 'virtual-garden') {
    const hosted = [
      'core.gardener.cloud/Shoot',
      'core.gardener.cloud/Seed',
      'seedmanagement.gardener.cloud/Gardenlet',
      'seedmanagement.gardener.cloud/ManagedSeed',
    ];
    const isHosted = hosted.some(kind => kinds.has(kind));
    return {
      hard: [options.hasAccessUnit ? 'virtual-garden' : 'garden', ...(isHosted ? (['extensions'] as const) : [])],
      soft: kinds.has('core.gardener.cloud/Shoot') ? ['seeds'] : [],
    };
  }
  const capabilities = capabilitiesOf(unit);
  if (capabilities.has('virtual-garden')) return { hard: ['garden'], soft: [] };
  return { hard: [...kinds].some(isOperatorKind) ? ['operator'] : [], soft: [] };
}

function isOperatorKind(kind: string): boolean {
  return kind.startsWith('operator.gardener.cloud/');
}

/** Kinds that take so long, or depend on so much, that no other unit may wait for them to be ready. */
const slowKinds: ReadonlySet<string> = new Set([
  'core.gardener.cloud/Shoot',
  'seedmanagement.gardener.cloud/ManagedSeed',
  'seedmanagement.gardener.cloud/ManagedSeedSet',
]);

/** Whether a unit may be waited for as a whole. */
export function canBeAwaited({ objects }: DeliveredUnit): boolean {
  return !objects.some(({ apiVersion, kind }) => slowKinds.has(`${groupOf(apiVersion)}/${kind}`));
}

/** How long a unit may take until its objects are ready, as a duration. */
export function timeoutOf({ objects }: DeliveredUnit): string {
  const kinds = new Set(objects.map(object => textOf(object.kind)));
  if (kinds.has('Garden')) return '30m';
  return kinds.has('Gardenlet') || kinds.has('Seed') ? '15m' : '5m';
}
