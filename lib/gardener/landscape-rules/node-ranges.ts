import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { Cidr } from '../../core/cidr';
import { overlappingPairs } from '../../core/cidr-overlap';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { displayName } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { FieldPattern } from './field-pattern';

const rule = ruleTable('gardenlet.md 6', {
  'NW-13': {
    severity: 'warning',
    reason: 'Shoots in one network of the provider need node ranges that do not overlap',
    fix: 'give one of the Shoots another range, or a network of its own',
  },
});

/** Node ranges of Shoots that share a VPC, network or router which somebody else created. */
export const nodeRangeCheck: Check = { rules: Object.values(rule), tree: checkRanges };

/** Where the providers name an existing network by an id, in spec.provider.infrastructureConfig. */
const sharedNetworks = ['networks.id', 'networks.router.id', 'networks.vpc.id'];
const networkPatterns = sharedNetworks.map(path => new FieldPattern(`spec.provider.infrastructureConfig.${path}`));
const nodesPath = FieldPath.of('spec', 'networking', 'nodes');

interface NodeRange {
  readonly entry: ViewObject;
  readonly nodes: Cidr;
}

function checkRanges(view: View, reportFor: (entry: ViewObject) => Report): void {
  for (const [network, ranges] of rangesByNetwork(view)) {
    const reported = new Set<ViewObject>();
    for (const { outer, inner } of overlappingPairs(ranges, ({ nodes }) => nodes)) {
      // one neighbor is enough to see what is wrong
      if (reported.has(inner.entry)) continue;
      reported.add(inner.entry);
      const { metadata, kind } = outer.entry.object;
      const { namespace, name = '' } = metadata;
      const other = displayName({ kind, name, ...(namespace !== undefined && { namespace }) });
      reportFor(inner.entry).add(rule['NW-13'], nodesPath, {
        value: inner.nodes.toString(),
        message: `the nodes overlap those of ${other} (${outer.nodes.toString()}) in network ${network}`,
      });
    }
  }
}

function rangesByNetwork(view: View): ReadonlyMap<string, readonly NodeRange[]> {
  const byNetwork = new Map<string, NodeRange[]>();
  for (const entry of view.ofKind('core.gardener.cloud', 'Shoot')) {
    const { spec } = entry.object as unknown as Loose<Shoot>;
    const nodes = Cidr.parse(spec?.networking?.nodes ?? '');
    if (nodes === undefined) continue;
    for (const pattern of networkPatterns)
      for (const { value } of pattern.find(entry.object)) {
        if (typeof value !== 'string') continue;
        const key = `${spec?.provider?.type ?? ''} ${value}`;
        const list = byNetwork.get(key);
        if (list === undefined) byNetwork.set(key, [{ entry, nodes }]);
        else list.push({ entry, nodes });
      }
  }
  return byNetwork;
}
