import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { memoizeByIdentity } from '../../core/memo';
import type { View } from '../../rules/view';

/** The admission plugins of the Gardener API server, as far as the Garden of a tree says. */
export interface ServerPlugins {
  /** The Garden is here, so that what it does not say is known to be the default. */
  readonly known: boolean;
  isOn(name: string): boolean;
  /** Settings of a plugin; undefined without any. */
  configOf(name: string): Readonly<Record<string, unknown>> | undefined;
}

/** Plugins that only run where a landscape asks for them (`gardener:plugin/pkg/plugins.go` v1.150). */
const offByDefault: ReadonlySet<string> = new Set(['ShootNodeLocalDNSEnabledByDefault', 'ShootDNSRewriting']);

/** The plugins of the landscape that a tree describes; without a Garden those that run by default. */
export const serverPlugins = memoizeByIdentity((view: View): ServerPlugins => {
  const [garden] = view.ofKind('operator.gardener.cloud', 'Garden');
  const { spec } = (garden?.object ?? {}) as Loose<Garden>;
  const listed = spec?.virtualCluster?.gardener?.gardenerAPIServer?.admissionPlugins ?? [];
  const entryOf = (name: string) => listed.find(plugin => plugin.name === name);
  return {
    known: garden !== undefined,
    isOn(name) {
      const entry = entryOf(name);
      return entry === undefined ? !offByDefault.has(name) : entry.disabled !== true;
    },
    configOf: name => entryOf(name)?.config as Readonly<Record<string, unknown>> | undefined,
  };
});
