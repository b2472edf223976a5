// The verdicts of a real Envoy against those of the evaluator. Where no Envoy can be had, the tests are skipped with the reason.
import * as path from 'node:path';
import type { Connection } from '../../lib/acl/evaluate/connection';
import { listsOf } from '../../lib/acl/access-lists';
import { entryPaths } from '../../lib/acl/entry-paths';
import { renderHardened } from '../../lib/acl/hardened/render';
import { clustersOf, type AclCase } from '../../tools/vectors/groups/acl/case';
import { situationOf } from '../../tools/vectors/groups/acl/situation';
import { findEnvoy } from '../../tools/envoy/binary';
import { renderedTrials } from '../../tools/envoy/rendered-trees';
import { pathTrials, renderings, trialsOf } from '../../tools/envoy/scenes';
import { overLoopback, runTrials, type Trial } from '../../tools/envoy/trial';
import { situation } from '../acl/situations';
import vectors from '../vectors/acl-vectors.json';

const cases = vectors as unknown as readonly AclCase[];
const envoy = findEnvoy();
const real = 'path' in envoy ? describe : describe.skip;
// jest counts the skipped tests; why they are is said here
if ('reason' in envoy) console.warn(`every test with a real Envoy is skipped: ${envoy.reason}`);
const run = (trials: readonly Trial[]) => runTrials('path' in envoy ? envoy.path : '', trials);

/** Listed and unlisted clients of both families, and one that claims a listed address as IPv4-mapped. */
const clients = ['198.51.100.7', '192.0.2.1', '2001:db8:aaaa::1', '::ffff:198.51.100.7'];

/** Many vectors differ in what they derive, not in the filters: the same filters are tried once. */
function distinct(trials: readonly Trial[]): readonly Trial[] {
  const byContent = new Map(trials.map(trial => [JSON.stringify([trial.objects, trial.connections]), trial]));
  return [...byContent.values()];
}

const timeoutMs = 60_000;

real('a real Envoy', () => {
  it(
    'decides the probes of all vectors as the evaluator does, in both profiles',
    async () => {
      const trials = cases.flatMap(entry => {
        const probes = entry.probes ?? [];
        return probes.length === 0 ? [] : trialsOf(entry.id, renderings(clustersOf(entry).map(situationOf)), probes);
      });
      const { verdicts, differences } = await run(trials);
      expect(differences).toEqual([]);
      expect(verdicts.ALLOW).toBeGreaterThan(90);
      expect(verdicts.DENY).toBeGreaterThan(90);
    },
    timeoutMs,
  );

  it(
    'decides every way into the shoots of all vectors as the evaluator does',
    async () => {
      const trials = cases.flatMap(entry => pathTrials(entry.id, clustersOf(entry).map(situationOf), clients));
      const { tried, differences } = await run(distinct(trials));
      expect(differences).toEqual([]);
      expect(tried).toBeGreaterThan(4_000);
    },
    timeoutMs,
  );

  it(
    'decides every way into the shoots of the example landscapes as the evaluator does, as rendered and aggregated',
    async () => {
      const root = path.join(__dirname, '../..');
      const folders = { dist: path.join(root, 'dist'), apps: path.join(root, 'apps') };
      const trials = renderedTrials(folders, '1.150.0', clients);
      const { differences, verdicts } = await run(trials);
      expect(differences).toEqual([]);
      expect(trials.filter(({ name }) => name.endsWith('aggregated')).length).toBeGreaterThan(0);
      expect(verdicts.ALLOW).toBeGreaterThan(50);
      expect(verdicts.DENY).toBeGreaterThan(200);
    },
    timeoutMs,
  );

  it(
    'denies denied ranges in the form that a client claims in a PROXY header',
    async () => {
      const lists = listsOf({
        allow: [
          { cidr: '198.51.100.0/24', origin: 'rule' },
          { cidr: '::/0', origin: 'rule' },
        ],
        deny: [{ cidr: '198.51.100.128/25', origin: 'rule' }],
      });
      const objects = renderHardened({ situation: situation(), lists });
      const from = ['198.51.100.7', '198.51.100.200', '::ffff:198.51.100.200', '2001:db8::1', '192.0.2.1'];
      const connections = entryPaths(situation()).flatMap(({ chain, request }) =>
        from.map((peer): Connection => ({ ...chain, ...request, peer, proxied: null })),
      );
      const { differences } = await run([
        { name: 'deny', objects, chains: connections, connections: connections.map(overLoopback) },
      ]);
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'takes filters that only count, and filters that hold a denied connection',
    async () => {
      const lists = listsOf({ allow: [{ cidr: '198.51.100.0/24', origin: 'rule' }], deny: [] });
      const options = [{ shadow: true }, { delayDeny: '0.2s' }];
      const connections = entryPaths(situation()).flatMap(({ chain, request }) =>
        clients.map((peer): Connection => ({ ...chain, ...request, peer, proxied: null })),
      );
      const trials = options.map((option): Trial => {
        const objects = renderHardened({ situation: situation(), lists }, option);
        return {
          name: Object.keys(option).join(),
          objects,
          chains: connections,
          connections: connections.map(overLoopback),
        };
      });
      const { differences } = await run(trials);
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );

  it(
    'looks at the physical peer where a rule says so',
    async () => {
      const providerConfig = { rule: { action: 'ALLOW', type: 'direct_remote_ip', cidrs: ['127.0.0.2/32'] } };
      const connections = entryPaths(situation()).flatMap(({ chain, request }) =>
        ['127.0.0.1', '127.0.0.2'].map((peer): Connection => ({ ...chain, ...request, peer, proxied: '8.8.8.8' })),
      );
      const [upstream] = renderings([situation({ providerConfig })]);
      const trial = { name: 'direct', objects: upstream?.objects ?? [], chains: connections, connections };
      expect((await run([trial])).differences).toEqual([]);
    },
    timeoutMs,
  );

  // istio#55722, envoy#23583
  it(
    'refuses a client that forges X-Forwarded-For, or sends a destination twice',
    async () => {
      const target = situation({ facts: { wildcardCertificate: true } });
      const forged = entryPaths(target)
        .filter(({ chain }) => chain.entry === 'http')
        .flatMap(({ chain, request }): Connection[] => {
          const client = { peer: '127.0.0.1', proxied: '8.8.8.8', sni: null };
          const [[name, value] = ['', '']] = Object.entries(request.headers) as [string, string][];
          return [
            { ...chain, ...client, headers: { ...request.headers, 'x-forwarded-for': '198.51.100.7' } },
            {
              ...chain,
              ...client,
              headers: { [name]: [value, 'outbound|443||kube-apiserver.shoot--x--y.svc.cluster.local'] },
            },
          ];
        });
      const trials = renderings([target]).map(({ name, objects }) => ({
        name,
        objects,
        chains: forged,
        connections: forged,
      }));
      const { differences } = await run(trials);
      expect(differences).toEqual([]);
    },
    timeoutMs,
  );
});
