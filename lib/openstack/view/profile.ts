import { withoutNulls } from '../../core/null';
import { withCurrentNames } from '../../gardener/cloud-profile/former-names';
import type { View, ViewObject } from '../../rules/view';
import type { NamespacedProfile, ProfileConfig, ProfileSpec, ShootObject } from '../objects';
import { mergeProfiles } from '../profile/merge';
import { storedProfile } from '../profile/stored';

/** The profile that a Shoot uses. */
export interface ShootProfile {
  readonly name: string;
  /** As the API server stores it; merged with the parent for a NamespacedCloudProfile. */
  readonly spec: ProfileSpec;
  readonly config: ProfileConfig;
  readonly entry: ViewObject;
}

/** API group of Shoots and profiles. */
export const coreGroup = 'core.gardener.cloud';

/** Kind and name of the profile that a Shoot refers to. */
export function profileReference(shoot: ShootObject): { readonly kind: string; readonly name: string } {
  const { cloudProfile, cloudProfileName } = shoot.spec ?? {};
  if (cloudProfile === undefined) return { kind: 'CloudProfile', name: cloudProfileName ?? '' };
  return { kind: cloudProfile.kind ?? 'CloudProfile', name: cloudProfile.name ?? '' };
}

/** The profile of a Shoot, if the tree holds it (and its parent). */
export function profileOf(view: View, shoot: ShootObject): ShootProfile | undefined {
  const { kind, name } = profileReference(shoot);
  const namespace = kind === 'NamespacedCloudProfile' ? shoot.metadata?.namespace : undefined;
  const entry = view.find(coreGroup, kind, namespace, name);
  if (entry === undefined || entry.malformed) return undefined;
  const spec = profileSpec(view, entry);
  if (spec === undefined) return undefined;
  return { name, spec, config: spec.providerConfig ?? {}, entry };
}

/** Whether the tree holds all there is, and not the profile of a Shoot. */
export function isProfileAbsent(view: View, shoot: ShootObject): boolean {
  const { kind, name } = profileReference(shoot);
  return isAbsent(view, kind, kind === 'NamespacedCloudProfile' ? shoot.metadata?.namespace : undefined, name);
}

/** Whether the tree holds all there is, and not the parent of a NamespacedCloudProfile. */
export function isParentAbsent(view: View, child: NamespacedProfile): boolean {
  return isAbsent(view, 'CloudProfile', undefined, child.spec?.parent?.name ?? '');
}

function isAbsent(view: View, kind: string, namespace: string | undefined, name: string): boolean {
  const isKnown =
    view.find(coreGroup, kind, namespace, name) !== undefined || view.isExternal(coreGroup, kind, namespace, name);
  return view.complete && !isKnown;
}

const specs = new WeakMap<View, Map<ViewObject, ProfileSpec | undefined>>();

/** The spec of a CloudProfile or, merged, of a NamespacedCloudProfile; undefined when its parent is not in the tree. Computed once for a view. */
export function profileSpec(view: View, entry: ViewObject): ProfileSpec | undefined {
  let known = specs.get(view);
  if (known === undefined) specs.set(view, (known = new Map<ViewObject, ProfileSpec | undefined>()));
  if (!known.has(entry)) known.set(entry, readSpec(view, entry));
  return known.get(entry);
}

function readSpec(view: View, entry: ViewObject): ProfileSpec | undefined {
  const object = withoutNulls(entry.object);
  if (object.kind === 'CloudProfile') return storedProfile(withCurrentNames(object['spec'] ?? {}));
  const child = object as unknown as NamespacedProfile;
  const parent = parentOf(view, child);
  return parent && storedProfile(mergeProfiles(parent, child));
}

/** The spec of the CloudProfile that a NamespacedCloudProfile extends, as it stands in the tree. */
export function parentOf(view: View, child: NamespacedProfile): ProfileSpec | undefined {
  const parent = view.find(coreGroup, 'CloudProfile', undefined, child.spec?.parent?.name ?? '');
  return parent && withCurrentNames(parent.object['spec'] ?? {});
}

/** Whether a Shoot, profile or Seed is one of OpenStack. */
export function isOpenStack(type: string | undefined): boolean {
  return type === 'openstack';
}
