import type { Report } from '../../rules/report';
import { aclRules } from '../lints/rules';
import type { Situation } from '../situation';
import type { TreeSubject } from '../view/subjects';
import { failureTolerance, possibleGateways } from './expected-situation';
import { changeRules } from './rules';

/** A shoot whose API server moves to another gateway of its seed. */
export interface GatewayMove {
  /** Namespaces; several where the zone is picked at random. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A shoot in one of two trees. */
type Placed = Pick<TreeSubject, 'situation' | 'seedKnown' | 'seedName'>;

/** Another seed, or another gateway of the same one. */
export function reportMoves(report: Report, before: Placed, after: Placed): void {
  const [from, to] = [before.seedName, after.seedName];
  if (from !== undefined && to !== undefined && from !== to) {
    // in Git the scheduler owns the field: a fact tells the seed then
    const path = after.situation.shoot.spec?.seedName === undefined ? '' : 'spec.seedName';
    report.add(changeRules['ACL-MIGRATED'], path, {
      value: to,
      message: `the control plane moves from seed ${from} to ${to}`,
      fix: `apply the filters on seed ${to} first, and prune those on ${from} when the migration is over`,
      effect: isExtensions(after)
        ? `the extension removes its filters on ${from} while the API server still runs there, and makes those on ${to} when it runs already`
        : `without filters on both seeds the API server is open to everybody during the migration`,
    });
    return;
  }
  const move = gatewayMove(before, after);
  if (move === undefined) return;
  report.add(aclRules['ACL-W122'], causeOf(before.situation, after.situation), {
    message: `the shoot ${move.from.length + move.to.length > 2 ? 'may move' : 'moves'} from gateway ${named(move.from)} to ${named(move.to)}`,
    fix: 'apply the filters of the new gateway first, and prune those of the old one later',
    effect: 'filters that are pruned before the new ones are applied leave the API server open',
  });
}

/** Undefined when the shoot stays, as far as anybody can tell. */
export function gatewayMove(before: Placed, after: Placed): GatewayMove | undefined {
  if (!before.seedKnown || !after.seedKnown) return undefined;
  const [from, to] = [possibleGateways(before.situation), possibleGateways(after.situation)];
  const stays = from.every(name => to.includes(name)) || to.every(name => from.includes(name));
  return stays ? undefined : { from, to };
}

function isExtensions({ situation: { entry } }: Placed): boolean {
  return entry.index >= 0 && !entry.disabled;
}

/** The field of the Shoot that asks for another gateway; empty when its seed does. */
function causeOf(before: Situation, after: Situation): string {
  const isAlike = (read: (situation: Situation) => unknown): boolean =>
    JSON.stringify(read(before)) === JSON.stringify(read(after));
  if (!isAlike(({ seed, gardenlet }) => [seed, gardenlet])) return '';
  return causes.find(([, read]) => !isAlike(read))?.[0] ?? '';
}

const causes: readonly (readonly [path: string, read: (situation: Situation) => unknown])[] = [
  ['spec.exposureClassName', ({ shoot }) => shoot.spec?.exposureClassName],
  ['spec.controlPlane.zones', ({ shoot }) => shoot.spec?.controlPlane?.zones],
  ['spec.controlPlane.highAvailability.failureTolerance.type', failureTolerance],
];

function named(namespaces: readonly string[]): string {
  return namespaces.join(' or ');
}
