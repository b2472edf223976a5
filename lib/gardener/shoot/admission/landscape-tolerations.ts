import type { Toleration } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import type { ServerPlugins } from '../../garden/server-plugins';

/**
 * What a landscape allows or gives to the Shoots of all projects, as the configuration of ShootTolerationRestriction says.
 *
 * Source: gardener:plugin/pkg/shoot/tolerationrestriction/apis v1.150.
 */
export function landscapeTolerations(
  plugins: ServerPlugins,
  list: 'defaults' | 'whitelist',
): readonly Loose<Toleration>[] {
  const tolerations = plugins.configOf('ShootTolerationRestriction')?.[list];
  return Array.isArray(tolerations) ? (tolerations as readonly Loose<Toleration>[]) : [];
}
