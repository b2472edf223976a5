import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { formatIpAddress } from '../../core/ip';
import type { IpSet } from '../../core/ip-set';
import type { Loose } from '../../core/loose';
import { shortId } from '../../core/gardener-names';
import { withoutNulls } from '../../core/null';
import type { View } from '../../rules/view';
import { tableOf, type AccessRow } from '../access-table';
import type { EntryPath } from '../entry-paths';
import { everyAddress } from '../evaluate/pass-set';
import { FilterIndex } from '../evaluate/filter-index';
import { gardenTable } from '../garden/garden-table';
import { technicalID } from '../identity';
import { analyze } from '../lints/analysis';
import { forecastClients, strangersTo, type ForecastClient } from '../report/forecast';
import { filterPaths, unclaimedHosts } from './filter-paths';
import { guardedIds } from './guarded-ids';
import { everyShoot, type TreeSubject } from './subjects';

/** Ways in, and the clients that matter there. */
export interface TargetAccess {
  readonly table: readonly AccessRow[];
  readonly clients: readonly ForecastClient[];
}

/** Something that clients connect to and that filters may protect. */
export interface AccessTarget {
  /** What it may be called, the full name first. */
  readonly names: readonly string[];
  /** How it is known: `on seed soil`, `by its filters only`. */
  readonly note: string;
  /** The file that tells of it, for trees that hold several things of one name. */
  readonly file?: string | undefined;
  /** Looks at all filters; done when somebody asks. */
  look(): TargetAccess;
}

/**
 * Everything of a tree that can be asked about: its Shoots, with or without an ACL, the virtual garden, and what filters are about although
 * the tree does not hold it.
 */
export function accessTargets(view: View): AccessTarget[] {
  const shoots = everyShoot(view);
  const known = new Set(shoots.map(({ situation }) => shortId(technicalID(situation))));
  return [...shoots.map(shootTarget), ...gardenTargets(view), ...filterTargets(view, known)];
}

function shootTarget(subject: TreeSubject): AccessTarget {
  const { situation, seed, entry } = subject;
  const { namespace = '', name = '' } = situation.shoot.metadata ?? {};
  const id = technicalID(situation);
  return {
    names: [`${namespace}/${name}`, name, `${situation.project}/${name}`, id, shortId(id)],
    note: seed === undefined ? 'on an unknown seed, reckoned with the usual gateway' : `on seed ${seed.name}`,
    file: entry.origin()?.file,
    look: () => {
      const { table, admitted } = analyze(subject);
      return { table, clients: forecastClients(situation, admitted) };
    },
  };
}

function gardenTargets(view: View): AccessTarget[] {
  return view.ofKind('operator.gardener.cloud', 'Garden').map(({ object, cluster, origin }) => {
    const garden = withoutNulls(object) as Loose<Garden>;
    return {
      names: ['virtual-garden', object.metadata.name ?? ''],
      note: `of Garden ${object.metadata.name ?? ''}`,
      file: origin()?.file,
      look: () => {
        const filters = view
          .ofKind('networking.istio.io', 'EnvoyFilter')
          .filter(entry => entry.cluster === '' || entry.cluster === cluster);
        return withListedClients(gardenTable(garden, new FilterIndex(filters.map(entry => entry.object))));
      },
    };
  });
}

function filterTargets(view: View, known: ReadonlySet<string>): AccessTarget[] {
  const filters = view.ofKind('networking.istio.io', 'EnvoyFilter').map(({ object }) => object);
  const index = new FilterIndex(filters);
  const target = (names: readonly string[], paths: () => readonly EntryPath[]): AccessTarget => ({
    names,
    note: 'by its filters only',
    look: () => withListedClients(tableOf(paths(), [index])),
  });
  const ids = new Map([...guardedIds(filters)].sort().map(id => [shortId(id), id]));
  const shoots = [...ids]
    .filter(([short]) => !known.has(short))
    .map(([short, id]) => {
      const full = id === short ? `shoot--${short}` : id;
      return target([full, short, ...spokenNames(short)], () => filterPaths(filters, full));
    });
  const hosts = [...unclaimedHosts(filters)].map(([host, paths]) => target([host], () => paths));
  return [...shoots, ...hosts.filter(({ names: [host = ''] }) => !isGardenHost(view, host))];
}

/** `dev--crazy-botany` is also `crazy-botany`, `dev/crazy-botany` and, mostly, `garden-dev/crazy-botany`. */
function spokenNames(short: string): string[] {
  const cut = short.indexOf('--');
  if (cut < 0) return [];
  const [project, name] = [short.slice(0, cut), short.slice(cut + 2)];
  return [name, `${project}/${name}`, `garden-${project}/${name}`];
}

function isGardenHost(view: View, host: string): boolean {
  const gardens = view.ofKind('operator.gardener.cloud', 'Garden');
  return gardens.some(({ object }) =>
    gardenTable(withoutNulls(object) as Loose<Garden>).some(({ path }) => path.name === host),
  );
}

/** Greatest number of listed networks that are tried. */
const triedNetworks = 5;

/** Where nothing tells who the clients are: some that the filters let in, and somebody who is in no list. */
function withListedClients(table: readonly AccessRow[]): TargetAccess {
  const admitted: IpSet | undefined = table.find(({ state }) => state === 'protected')?.admitted;
  const listed = admitted?.equals(everyAddress) === false ? admitted.cidrs().slice(0, triedNetworks) : [];
  const clients = listed.map(network => ({ name: 'listed', address: formatIpAddress({ value: network.first }) }));
  return { table, clients: [...clients, ...strangersTo(admitted)] };
}
