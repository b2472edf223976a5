// Clients of every kind at a real Envoy: direct and behind balancers, of both families, honest and not.
import * as os from 'node:os';
import type { Connection } from '../../lib/acl/evaluate/connection';
import { listsOf } from '../../lib/acl/access-lists';
import { entryPaths } from '../../lib/acl/entry-paths';
import { renderAggregated } from '../../lib/acl/hardened/aggregate';
import { renderHardened, type ProtectedShoot } from '../../lib/acl/hardened/render';
import type { Situation } from '../../lib/acl/situation';
import { findEnvoy } from '../../tools/envoy/binary';
import { binaryHeader, localHeader, textHeader, unknownHeader, type ProxyHeader } from '../../tools/envoy/proxy-header';
import { renderings } from '../../tools/envoy/scenes';
import { overLoopback, runTrials, type Trial } from '../../tools/envoy/trial';
import { allow, situation } from '../acl/situations';

const envoy = findEnvoy();
const real = 'path' in envoy ? describe : describe.skip;
if ('reason' in envoy) console.warn(`every test with a real Envoy is skipped: ${envoy.reason}`);
const run = (trials: readonly Trial[]) => runTrials('path' in envoy ? envoy.path : '', trials);

const hasIPv6 = Object.values(os.networkInterfaces()).some(list => list?.some(({ address }) => address === '::1'));
const withIPv6 = 'path' in envoy && hasIPv6 ? describe : describe.skip;
if (!hasIPv6) console.warn('tests with direct IPv6 clients are skipped: loopback has no ::1');

const timeoutMs = 60_000;

/** A shoot whose filters let in the ranges, and nobody else. */
function shoot(name: string, ...cidrs: string[]): ProtectedShoot {
  const lists = listsOf({ allow: cidrs.map(cidr => ({ cidr, origin: 'rule' })), deny: [] });
  return { situation: situation({ name }), lists };
}

/** Every way in, for every client. */
function connections(target: Situation, clients: readonly (readonly [peer: string, proxied: string | null])[]) {
  return entryPaths(target).flatMap(({ chain, request }) =>
    clients.map(([peer, proxied]): Connection => ({ ...chain, ...request, peer, proxied })),
  );
}

real('shoots that share objects, some enforced and some for a dry run', () => {
  it(
    'are each decided by their own lists',
    async () => {
      const shoots = ['a', 'b', 'c', 'd'].map((name, i) => shoot(name, `198.51.10${i}.0/24`));
      const modes = [{}, { shadow: true }, { delayDeny: '0.2s' }, { shadow: true, delayDeny: '0.2s' }];
      const objects = renderAggregated(
        shoots.map((one, i) => ({ ...one, options: modes[i] ?? {} })),
        { shards: 1 },
      );
      expect(new Set(objects.map(({ metadata }) => metadata.namespace)).size).toBe(objects.length);
      const clients = shoots.map((_, i) => ['127.0.0.1', `198.51.10${i}.7`] as const);
      const tried = shoots.flatMap(one => connections(one.situation, [...clients, ['127.0.0.1', '8.8.8.8']]));
      const { differences, verdicts } = await run([{ name: 'mixed', objects, chains: tried, connections: tried }]);
      expect(differences).toEqual([]);
      const ways = tried.length / shoots.length / (clients.length + 1);
      // a and c let in one client of five, b and d let in all
      expect(verdicts).toEqual({ ALLOW: ways * (1 + 5 + 1 + 5), DENY: ways * (4 + 4) });
    },
    timeoutMs,
  );
});

withIPv6('a gateway that listens on both families', () => {
  const clients = [
    ['::1', null],
    ['127.0.0.1', null],
    ['127.0.0.2', null],
    ['::1', '2001:db8::7'],
    ['::1', '127.0.0.1'],
    ['127.0.0.1', '::1'],
  ] as const;

  it.each([
    [['::1/128'], 2],
    [['127.0.0.1/32'], 2],
    [['::/0'], 3],
    [['0.0.0.0/0'], 3],
    [['127.0.0.0/8', '2001:db8::/32'], 4],
  ])(
    'tells direct clients apart: %j',
    async (cidrs, admitted) => {
      const one = shoot('foo', ...cidrs);
      const tried = connections(one.situation, clients);
      const trials = [renderHardened(one), renderAggregated([one])].map((objects, i): Trial => ({
        name: `dual ${i}`,
        address: '::',
        objects,
        chains: tried,
        connections: tried,
      }));
      const { differences, verdicts, tried: count } = await run(trials);
      expect(differences).toEqual([]);
      expect(verdicts.ALLOW).toBe((count / clients.length) * admitted);
    },
    timeoutMs,
  );

  it.each(['remote_ip', 'source_ip', 'direct_remote_ip'])(
    'tells them apart by %s, too',
    async type => {
      const rule = { action: 'ALLOW', type, cidrs: ['::1/128', '127.0.0.2/32', '::ffff:127.0.0.1/128'] };
      const targets = [{}, { seed: { networks: { ipFamilies: ['IPv6' as const] } } }].map(changes =>
        situation({ ...changes, providerConfig: { rule } }),
      );
      const trials = targets.map((target, i): Trial => {
        const tried = connections(target, clients);
        const [upstream] = renderings([target]);
        return {
          name: `${type} ${i}`,
          address: '::',
          objects: upstream?.objects ?? [],
          chains: tried,
          connections: tried,
        };
      });
      expect((await run(trials)).differences).toEqual([]);
    },
    timeoutMs,
  );
});

real('headers of the PROXY protocol', () => {
  const forms: readonly (readonly [string, ProxyHeader, proxied: boolean])[] = [
    ['version 1', textHeader, true],
    ['version 2', binaryHeader, true],
    ['version 1 without a client', unknownHeader, false],
    ['version 2 of the balancer itself', localHeader, false],
  ];

  it.each(forms)(
    '%s',
    async (name, header, isProxied) => {
      const target = situation({ providerConfig: allow('198.51.100.0/24', '2001:db8:aaaa::/48', '127.0.0.2/32') });
      const sources = isProxied ? ['198.51.100.7', '192.0.2.1', '2001:db8:aaaa::1', '::ffff:198.51.100.7'] : [null];
      const tried = connections(
        target,
        ['127.0.0.1', '127.0.0.2'].flatMap(peer => sources.map(source => [peer, source] as const)),
      );
      const trials = renderings([target]).map((rendering): Trial => ({
        ...rendering,
        name: `${name}, ${rendering.name}`,
        chains: tried,
        connections: tried,
        header,
      }));
      const { differences, verdicts } = await run(trials);
      expect(differences).toEqual([]);
      expect(verdicts.DENY).toBeGreaterThan(0);
      expect(verdicts.ALLOW).toBeGreaterThan(0);
    },
    timeoutMs,
  );
});

// istio#55722, envoy#23583
real('a client that writes an allowed address into a header', () => {
  const target = situation({ facts: { wildcardCertificate: true } });
  // it lets in who is refused, so that a client might claim to be on its way there
  const other = situation({ name: 'other', providerConfig: allow('8.8.8.0/24', '198.51.100.0/24') });
  const claimed = '198.51.100.7';
  const forgeries: readonly (readonly [string, Connection['headers']])[] = [
    ['x-forwarded-for', { 'x-forwarded-for': claimed }],
    ['X-Forwarded-For with a chain', { 'X-Forwarded-For': `${claimed}, 10.0.0.1` }],
    ['x-forwarded-for twice', { 'x-forwarded-for': [claimed, claimed] }],
    ['x-real-ip', { 'x-real-ip': claimed }],
    ['x-envoy-external-address', { 'x-envoy-external-address': claimed }],
    ['x-envoy-internal', { 'x-envoy-internal': 'true', 'x-forwarded-for': claimed }],
    ['forwarded', { forwarded: `for=${claimed};proto=https` }],
    ['true-client-ip', { 'true-client-ip': claimed, 'cf-connecting-ip': claimed }],
    ['x-cluster-client-ip', { 'x-cluster-client-ip': claimed, 'x-client-ip': claimed, 'client-ip': claimed }],
    ['x-original-forwarded-for', { 'x-original-forwarded-for': claimed }],
    [
      'the header of the other port',
      { 'reversed-vpn': 'outbound|1194||vpn-seed-server.shoot--bar--other.svc.cluster.local' },
    ],
    ['host', { 'x-forwarded-host': claimed, 'x-forwarded-proto': 'https' }],
  ];

  it(
    'is refused all the same',
    async () => {
      const tunnels = entryPaths(target).filter(({ chain }) => chain.entry === 'http');
      const tried = tunnels.flatMap(({ chain, request }) =>
        forgeries.flatMap(([, headers]) =>
          ['8.8.8.8', claimed].map((proxied): Connection => {
            const client = { peer: '127.0.0.1', proxied, sni: null };
            return { ...chain, ...client, headers: { ...headers, ...request.headers } };
          }),
        ),
      );
      const trials = renderings([target, other])
        .filter(({ name }) => name !== 'upstream')
        .map((rendering): Trial => ({ ...rendering, chains: tried, connections: tried }));
      const { differences, verdicts, tried: count } = await run(trials);
      expect(differences).toEqual([]);
      expect(verdicts).toEqual({ ALLOW: count / 2, DENY: count / 2 });
    },
    timeoutMs,
  );

  it(
    'or tells it in a second PROXY header, comes no further than the first',
    async () => {
      const twice: ProxyHeader = source => Buffer.concat([textHeader(source), textHeader(claimed)]);
      const [api] = entryPaths(target);
      if (api === undefined) throw new Error('no way in');
      const tried = [overLoopback({ ...api.chain, ...api.request, peer: '8.8.8.8', proxied: null })];
      const trials = renderings([target]).map((rendering): Trial => ({
        ...rendering,
        chains: tried,
        connections: tried,
        header: twice,
      }));
      expect((await run(trials)).verdicts).toEqual({ ALLOW: 0, DENY: trials.length });
    },
    timeoutMs,
  );
});
