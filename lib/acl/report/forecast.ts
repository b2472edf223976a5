import { isWorkerless } from '../always-allowed';
import type { AccessRow } from '../access-table';
import { tryClient } from '../access-table';
import type { Client } from '../evaluate/connection';
import { knownEgress } from '../egress/known-egress';
import { IpSet } from '../../core/ip-set';
import { covers } from '../lints/always-lints';
import type { Situation } from '../situation';
import { readRange } from '../written-cidr';
import { formatIpAddress } from '../../core/ip';

/** Somebody who connects, with one address that stands for them. */
export interface ForecastClient {
  readonly name: string;
  readonly address: string;
}

/** Whether a client gets in, path by path. */
export interface ForecastRow {
  readonly client: ForecastClient;
  /** In the order of the paths of the table. */
  readonly verdicts: readonly ('ALLOW' | 'DENY' | 'UNKNOWN')[];
}

/** Public resolvers: nobody who should reach an API server. */
const strangers = ['8.8.8.8', '1.1.1.1', '9.9.9.9'];

/** Everybody who matters for a shoot: its own nodes, the seed, the clients that must get in, and somebody who is in no list. */
export function forecastClients(situation: Situation, admitted: IpSet = IpSet.empty): ForecastClient[] {
  const { seed, facts } = situation;
  const egress = isWorkerless(situation) ? [] : knownEgress(situation).ranges.map(({ cidr }) => cidr);
  return [
    ...clients('nodes', egress),
    ...clients('seed nodes', [seed.spec?.networks?.nodes]),
    ...clients('seed pods', [seed.spec?.networks?.pods]),
    ...clients('seed NAT', facts.natAddresses ?? []),
    ...clients('operator', situation.operator.additionalAllowedCIDRs ?? []),
    ...(facts.expectedClients ?? []).flatMap(({ name, addresses }) => clients(name, addresses)),
    ...strangersTo(admitted),
  ];
}

/** Somebody who is in no list, if there is anybody. */
export function strangersTo(admitted: IpSet = IpSet.empty): ForecastClient[] {
  return clients('anybody else', strangers)
    .filter(({ address }) => !covers(admitted, address))
    .slice(0, 1);
}

/** How a client with an address connects. */
export type Connect = (address: string) => Client;

/** Without anybody in between. */
export const directly: Connect = address => ({ peer: address, proxied: null });

/** Who gets in on which path, found out with the evaluator over the real filters. */
export function forecast(
  table: readonly AccessRow[],
  clientList: readonly ForecastClient[],
  connect: Connect = directly,
): ForecastRow[] {
  return clientList.map(client => ({
    client,
    verdicts: table.map(row => tryClient(row, connect(client.address)).verdict),
  }));
}

/** Several names of one address are one client. */
export function mergeClients(clientList: readonly ForecastClient[]): ForecastClient[] {
  const names = new Map<string, string[]>();
  for (const { name, address } of clientList) names.set(address, [...(names.get(address) ?? []), name]);
  return [...names].map(([address, all]) => ({ address, name: [...new Set(all)].join(', ') }));
}

/** The first address of a range stands for all of it. */
function clients(name: string, ranges: readonly (string | undefined)[]): ForecastClient[] {
  return ranges.flatMap(range => {
    if (range === undefined) return [];
    const network = readRange(range)?.network;
    return network === undefined ? [] : [{ name, address: formatIpAddress({ value: network.first }) }];
  });
}
