import type { ControllerRegistration, ControllerResource } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Extension } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { View, ViewObject } from '../../rules/view';
import { defaultControllerResource } from '../controller-registration/defaults';

/** A kind and type that some controller of the landscape answers for. */
export interface Registration {
  readonly resource: Loose<ControllerResource>;
  /** The ControllerRegistration or Extension that says so. */
  readonly entry: ViewObject;
  /** Position in its list of resources. */
  readonly index: number;
}

const known = new WeakMap<View, readonly Registration[]>();

/** What the controllers of a landscape answer for, with defaults: ControllerRegistrations, and Extensions of the operator, which become such. */
export function registrationsOf(view: View): readonly Registration[] {
  let registrations = known.get(view);
  if (registrations === undefined) known.set(view, (registrations = [...allRegistrations(view)]));
  return registrations;
}

function* allRegistrations(view: View): Iterable<Registration> {
  for (const entry of view.ofKind('core.gardener.cloud', 'ControllerRegistration')) {
    const { spec } = entry.object as unknown as Loose<ControllerRegistration>;
    yield* resourcesOf(entry, spec?.resources);
  }
  for (const entry of view.ofKind('operator.gardener.cloud', 'Extension')) {
    const { spec } = entry.object as unknown as Loose<Extension>;
    yield* resourcesOf(entry, spec?.resources as readonly Loose<ControllerResource>[] | undefined);
  }
}

function resourcesOf(entry: ViewObject, resources: readonly Loose<ControllerResource>[] = []): readonly Registration[] {
  return resources.map((resource, index) => ({ resource: defaultControllerResource(resource), entry, index }));
}

/** Whether some primary controller answers for a kind and type in a kind of cluster. */
export function isRegistered(
  view: View,
  { kind, type }: { readonly kind: string; readonly type: string },
  clusterType: 'shoot' | 'seed' | 'garden',
): boolean {
  return registrationsOf(view).some(({ resource }) => {
    const clusters: readonly string[] = resource.clusterCompatibility ?? [];
    const fits = clusters.length === 0 || clusters.includes(clusterType);
    return resource.kind === kind && resource.type === type && resource.primary !== false && fits;
  });
}
