import type { Seed, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { View } from '../../rules/view';
import { registrationsOf } from '../landscape-rules/registrations';
import { withProviderLabels } from './defaults';

const seedName = 'name.seed.gardener.cloud/';
const extensionType = 'extensions.extensions.gardener.cloud/';
const providerType = 'provider.extensions.gardener.cloud/';
const dnsRecordType = 'dnsrecord.extensions.gardener.cloud/';

/** Prefixes of labels that belong to the API server: what a manifest says there is thrown away. */
const ownedByServer = [
  seedName,
  extensionType,
  providerType,
  dnsRecordType,
  'networking.extensions.gardener.cloud/',
  'operatingsystemconfig.extensions.gardener.cloud/',
  'containerruntime.extensions.gardener.cloud/',
  'selfhostedshootexposure.extensions.gardener.cloud/',
];

/**
 * A Seed with the labels that the API server adds, which selectors of Shoots and profiles may ask for: provider and region, its own
 * name and that of the seed below it, and types of extensions. Extensions that are enabled for all seeds are known as far as their
 * registrations are in the tree.
 *
 * Sources: gardener:plugin/pkg/global/extensionlabels/admission.go, plugin/pkg/seed/mutator/admission.go,
 * pkg/apiserver/registry/core/seed/strategy.go v1.150.
 */
export function withStoredLabels(seed: Loose<Seed>, view: View): Loose<Seed> {
  const { metadata, spec } = withProviderLabels(seed);
  const written = Object.entries(metadata?.labels ?? {});
  const kept = written.filter(([key]) => !ownedByServer.some(prefix => key.startsWith(prefix)));
  const added = [
    ...withPrefix(seedName, [metadata?.name, parentSeed(metadata?.name ?? '', view)]),
    ...withPrefix(extensionType, enabledExtensions(seed, view)),
    ...withPrefix(providerType, [spec?.provider?.type, spec?.backup?.provider]),
    ...withPrefix(dnsRecordType, [spec?.dns?.provider?.type]),
  ];
  const labels = Object.fromEntries([...kept, ...added.map(key => [key, 'true'] as const)]);
  return { ...seed, metadata: { ...metadata, labels } };
}

/** Whether the API server may add a label of this key without the tree telling so. */
export function mayBeAddedToSeeds(key: string): boolean {
  return key.startsWith(extensionType);
}

function withPrefix(prefix: string, names: readonly (string | undefined)[]): string[] {
  return names.flatMap(name => (name === undefined || name === '' ? [] : [`${prefix}${name}`]));
}

/** The seed on which the Shoot of a ManagedSeed runs, if the tree says so. */
function parentSeed(name: string, view: View): string | undefined {
  const managedSeed = view.find('seedmanagement.gardener.cloud', 'ManagedSeed', 'garden', name)?.object;
  const shootName = (managedSeed as Loose<ManagedSeed> | undefined)?.spec?.shoot?.name ?? '';
  const shoot = view.find('core.gardener.cloud', 'Shoot', 'garden', shootName)?.object;
  return (shoot as Loose<Shoot> | undefined)?.spec?.seedName;
}

function enabledExtensions({ spec }: Loose<Seed>, view: View): string[] {
  const extensions = spec?.extensions ?? [];
  const isDisabled = (type: string | undefined): boolean =>
    extensions.some(extension => extension.type === type && extension.disabled === true);
  const everywhere = registrationsOf(view).flatMap(({ resource }) =>
    resource.kind === 'Extension' && resource.autoEnable?.includes('seed') === true && !isDisabled(resource.type)
      ? [resource.type]
      : [],
  );
  const own = extensions.filter(({ disabled }) => disabled !== true).map(({ type }) => type);
  return [...own, ...everywhere].flatMap(type => type ?? []);
}
