import { FieldPath } from '../../core/field-path';
import { groupOf } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';

const rule = ruleTable('gardenlet.md 7.2, flux.md 6.3', {
  'GO-15': {
    reason: 'an object must be applied to the cluster that serves its kind',
    fix: 'move the manifest below the folder of that cluster',
  },
  'GO-17': {
    severity: 'warning',
    reason: 'controllers of Gardener create objects of this kind, and delete or overwrite those of others',
    fix: 'remove the manifest',
    source: 'gardener:pkg/gardenlet/controller v1.150',
  },
});

/** The cluster that serves an API group of Gardener. */
const clusterOfGroup: Readonly<Record<string, string>> = {
  'core.gardener.cloud': 'virtual-garden',
  'operations.gardener.cloud': 'virtual-garden',
  'operator.gardener.cloud': 'runtime',
  'security.gardener.cloud': 'virtual-garden',
  'seedmanagement.gardener.cloud': 'virtual-garden',
};

const controllerMade = new Set([
  'core.gardener.cloud/BackupBucket',
  'core.gardener.cloud/BackupEntry',
  'core.gardener.cloud/ControllerInstallation',
  'core.gardener.cloud/ShootState',
  'operations.gardener.cloud/Bastion',
]);

/** Objects in a cluster that does not serve them, and objects that are not for Git. */
export const placementCheck: Check = { rules: Object.values(rule), tree: checkPlacement };

function checkPlacement(view: View, reportFor: (entry: ViewObject) => Report): void {
  for (const entry of view.objects) {
    const { apiVersion, kind } = entry.object;
    const group = groupOf(apiVersion);
    const home = Object.hasOwn(clusterOfGroup, group) ? clusterOfGroup[group] : undefined;
    if (home !== undefined && entry.cluster !== '' && entry.cluster !== home) {
      const message = `${kind} is served by the cluster ${home}, not by ${entry.cluster}`;
      reportFor(entry).add(rule['GO-15'], FieldPath.of('apiVersion'), { value: apiVersion, message });
    }
    if (controllerMade.has(`${group}/${kind}`))
      reportFor(entry).add(rule['GO-17'], FieldPath.of('kind'), { value: kind });
  }
}
