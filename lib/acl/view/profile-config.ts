import type { CloudProfile, NamespacedCloudProfile, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { withoutNulls } from '../../core/null';
import type { View } from '../../rules/view';

const group = 'core.gardener.cloud';

/**
 * The provider's part of the profile that a Shoot uses, of the parent where that is a namespaced one: the fields that matter for egress
 * cannot be overridden. Undefined when the tree does not hold it.
 */
export function profileConfigOf(view: View, { spec, metadata }: Loose<Shoot>): unknown {
  const { kind, name = spec?.cloudProfileName ?? '' } = spec?.cloudProfile ?? {};
  if (kind !== 'NamespacedCloudProfile') return configOf(view, name);
  const entry = view.find(group, kind, metadata?.namespace, name);
  if (entry === undefined || entry.malformed) return undefined;
  const child = entry.object as Loose<NamespacedCloudProfile>;
  return configOf(view, child.spec?.parent?.name ?? '');
}

function configOf(view: View, name: string): unknown {
  const entry = view.find(group, 'CloudProfile', undefined, name);
  if (entry === undefined || entry.malformed) return undefined;
  return (withoutNulls(entry.object) as Loose<CloudProfile>).spec?.providerConfig;
}
