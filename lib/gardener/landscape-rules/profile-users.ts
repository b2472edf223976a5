import type {
  CloudProfile,
  CloudProfileSpec,
  NamespacedCloudProfile,
  NamespacedCloudProfileSpec,
  Shoot,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { displayName } from '../../core/object';
import type { View, ViewObject } from '../../rules/view';

/** A Shoot, by what it takes from its profile. */
export interface ShootUse {
  readonly name: string;
  readonly kubernetesVersion: string | undefined;
  readonly images: readonly { readonly name: string; readonly version: string }[];
  /** Number of nodes when all pools are as small as they get. */
  readonly minimum: number;
}

/** The profile of a project that extends another one. */
export interface ChildProfile {
  readonly name: string;
  readonly spec: Loose<NamespacedCloudProfileSpec>;
}

/** Who depends on a profile. */
export interface ProfileUsers {
  readonly shoots: readonly ShootUse[];
  /** Profiles of projects that extend a CloudProfile. */
  readonly children: readonly ChildProfile[];
  /** What the profile of a project extends. */
  readonly parent: Loose<CloudProfileSpec> | undefined;
}

const core = 'core.gardener.cloud';

/** Shoots and profiles of a tree that depend on a CloudProfile, also through the profile of a project, or on such a profile. */
export function profileUsers({ object }: ViewObject, view: View): ProfileUsers {
  const { name, namespace } = object.metadata;
  const isCloudProfile = object.kind === 'CloudProfile';
  const children = isCloudProfile
    ? view.ofKind(core, 'NamespacedCloudProfile').filter(child => parentOf(child) === name)
    : [];
  const through = new Set(children.map(child => keyOf(child.object.metadata)));
  const own = isCloudProfile ? `CloudProfile ${name ?? ''}` : keyOf({ name, namespace });
  const shoots = view
    .ofKind(core, 'Shoot')
    .map(entry => entry.object as unknown as Loose<Shoot>)
    .filter(shoot => {
      const key = profileKey(shoot);
      return key === own || through.has(key);
    });
  const parent = isCloudProfile ? undefined : view.find(core, 'CloudProfile', undefined, parentOf({ object }) ?? '');
  return {
    shoots: shoots.map(useOf),
    children: children.map(childOf),
    parent: (parent?.object as unknown as Loose<CloudProfile> | undefined)?.spec,
  };
}

/** What a Shoot names as its profile, under the new or the old name of the field. */
function profileKey({ metadata, spec }: Loose<Shoot>): string {
  const { kind = 'CloudProfile', name = spec?.cloudProfileName ?? '' } = spec?.cloudProfile ?? {};
  return kind === 'CloudProfile' ? `CloudProfile ${name}` : keyOf({ name, namespace: metadata?.namespace });
}

function keyOf({
  name = '',
  namespace = '',
}: {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}): string {
  return `NamespacedCloudProfile ${namespace}/${name}`;
}

function parentOf({ object }: Pick<ViewObject, 'object'>): string | undefined {
  return (object as unknown as Loose<NamespacedCloudProfile>).spec?.parent?.name;
}

function useOf({ metadata, spec }: Loose<Shoot>): ShootUse {
  const images = (spec?.provider?.workers ?? []).map(({ machine }) => ({
    name: machine?.image?.name ?? '',
    version: machine?.image?.version ?? '',
  }));
  const minimum = (spec?.provider?.workers ?? []).reduce((sum, pool) => sum + (pool.minimum ?? 0), 0);
  return { name: nameOf('Shoot', metadata), kubernetesVersion: spec?.kubernetes?.version, images, minimum };
}

function childOf({ object }: ViewObject): ChildProfile {
  const { metadata, spec } = object as unknown as Loose<NamespacedCloudProfile>;
  return { name: nameOf('NamespacedCloudProfile', metadata), spec: spec ?? {} };
}

function nameOf(
  kind: string,
  metadata: { readonly name?: string | undefined; readonly namespace?: string | undefined } = {},
): string {
  const { name = '', namespace } = metadata;
  return displayName({ kind, name, ...(namespace !== undefined && { namespace }) });
}
