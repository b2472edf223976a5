import type { Report } from '../../rules/report';
import { hardenedPrefix } from '../hardened/render';
import type { Analysis } from '../lints/analysis';
import { changeRules } from './rules';

/** Who makes the filters of a shoot. */
export interface Owners {
  /** The controller of the extension. */
  readonly extension: boolean;
  /** Flux, with objects of the shoot alone, with objects that shoots share, or with both. */
  readonly flux: ReadonlySet<'separate' | 'shared'>;
}

/** Who makes the filters, told from the entry of the Shoot and from the names of the objects in its ways. */
export function ownersOf({ situation, table }: Analysis): Owners {
  const names = table
    .flatMap(({ placements: [tree] }) => tree?.filters ?? [])
    .map(({ object }) => object.slice(object.indexOf('/') + 1))
    .filter(name => name.startsWith('acl-'));
  return {
    extension: situation.entry.index >= 0 && !situation.entry.disabled,
    flux: new Set(names.map(name => (name.startsWith(`${hardenedPrefix}gateway-`) ? 'shared' : 'separate'))),
  };
}

/** The extension hands over to Flux or the other way round, or the filters move into objects of another layout. */
export function reportHandOver(report: Report, path: string, before: Owners, after: Owners): void {
  if (before.extension && !after.extension && after.flux.size > 0) {
    report.add(changeRules['ACL-DELIVERY'], path, {
      message: 'the filters are those of Flux from now on, and no longer those of the extension',
      fix: 'apply the filters first, and remove the entry of the Shoot when they are there',
      effect: 'the extension removes its filters with the next reconciliation, whether those of Flux are there or not',
    });
  }
  if (!before.extension && after.extension && before.flux.size > 0) {
    report.add(changeRules['ACL-DELIVERY'], path, {
      message: 'the filters are those of the extension from now on, and no longer those of Flux alone',
      fix: 'add the entry of the Shoot first, and change the filters when the extension has made its own',
      effect: 'the extension makes its filters with the next reconciliation, and Flux prunes at once',
    });
  }
  const [from, to] = [before.flux, after.flux];
  if (from.size === 0 || to.size === 0 || [...from].sort().join() === [...to].sort().join()) return;
  report.add(changeRules['ACL-REGROUPED'], path, {
    message: `the filters are in ${layoutOf(to)} from now on, and no longer in ${layoutOf(from)}`,
    effect:
      'the chains of the tunnel ports are made anew: open tunnels of all shoots of the gateway end when the old ones have drained',
  });
}

function layoutOf(layouts: Owners['flux']): string {
  const words = { separate: 'objects of the shoot alone', shared: 'objects that shoots share' };
  return [...layouts]
    .sort()
    .map(layout => words[layout])
    .join(' and in ');
}
