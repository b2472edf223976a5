import type { Shoot, Worker } from '../../../imports/core.gardener.cloud/v1beta1';
import { Cidr } from '../../core/cidr';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';

const rule = ruleTable('kubernetes:pkg/controller/nodeipam v1.36', {
  'NW-10': {
    severity: 'warning',
    reason:
      'every node takes a part of the pod range; when there are more nodes than parts, the last nodes get no pods',
    fix: 'enlarge the pod range of a new Shoot, or lower the maxima of its pools',
  },
});

/** Pod ranges that are too small for the nodes of a Shoot. */
export const podRangeCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Shoot'],
  object({ object }: ViewObject, report: Report): void {
    const { spec } = object as unknown as Loose<Shoot>;
    const pods = Cidr.parse(spec?.networking?.pods ?? '');
    const mask = spec?.kubernetes?.kubeControllerManager?.nodeCIDRMaskSize ?? (pods?.family === 6 ? 64 : 24);
    if (pods === undefined || pods.family === 6 || mask < pods.bits) return;
    const parts = 2 ** (mask - pods.bits);
    const nodes = (spec?.provider?.workers ?? []).map(largest).reduce((sum, count) => sum + count, 0);
    if (nodes <= parts) return;
    const message = `the pod range has room for ${parts} nodes with a mask of /${mask}, the pools may have ${nodes}`;
    report.add(rule['NW-10'], FieldPath.of('spec', 'networking', 'pods'), { value: pods.toString(), message });
  },
};

/** The most nodes that a pool has while it is rolled: its maximum and the surge. */
function largest({ maximum = 0, maxSurge = 1 }: Loose<Worker>): number {
  const surge = typeof maxSurge === 'number' ? maxSurge : Math.ceil((maximum * Number.parseInt(maxSurge, 10)) / 100);
  return maximum + (Number.isNaN(surge) ? 0 : surge);
}
