// The example landscape on a real API server with real Flux: `npm run test:cluster`.
import * as fs from 'node:fs';
import { Cluster } from '../../tools/cluster/cluster';
import { findBinaries } from '../../tools/cluster/binaries';
import { pretendOperators } from '../../tools/cluster/pretended-operators';
import { until } from '../../tools/cluster/processes';
import { DeliveredLandscape, type Unit } from './landscape';

const binaries = findBinaries();
const real = 'missing' in binaries ? describe.skip : describe;
// jest counts the skipped tests; why they are is said here
if ('missing' in binaries) console.warn(`every test with a real cluster is skipped: ${binaries.missing}`);

const shoots = '/apis/core.gardener.cloud/v1beta1/namespaces';
const secret = '/api/v1/namespaces/garden/secrets/shoot-access-virtual-garden-flux';

real('the example landscape in a real cluster', () => {
  let runtime: Cluster;
  let garden: Cluster;
  let landscape: DeliveredLandscape;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    if ('missing' in binaries) return;
    [runtime, garden] = await Promise.all([Cluster.start(binaries), Cluster.start(binaries)]);
    landscape = await DeliveredLandscape.serve(runtime);
    // gardener-operator is installed there, and the API server of Gardener makes its own namespace
    await Promise.all([runtime, garden].map(({ api }) => api.apply('/api/v1/namespaces/garden', namespace)));
    ends.push(pretendOperators(runtime.api), pretendOperators(garden.api));
  });

  afterAll(async () => {
    await Promise.all(ends.map(end => end()));
    if ('missing' in binaries) return;
    await Promise.all([landscape.stop(), runtime.stop(), garden.stop()]);
  });

  /** What the resource manager does: it writes a token into the Secret through which Flux reaches the virtual garden. */
  async function grantAccess(): Promise<void> {
    await until('the access Secret', 120, () => runtime.api.find(secret));
    await runtime.api.merge(secret, { stringData: { kubeconfig: fs.readFileSync(garden.kubeconfig, 'utf8') } });
  }

  it('is ready in the order of dependsOn after the two commands of the bootstrap', async () => {
    landscape.bootstrap();
    await runtime.startFlux();
    const watched = landscape.watchReadiness();
    const [units] = await Promise.all([landscape.deliver('bootstrap'), grantAccess()]);
    const firstReady = await watched();
    expect(notReady(units)).toEqual([]);
    expect(units.map(({ name }) => name).sort()).toEqual(landscape.unitNames());
    const early = units.flatMap(({ name, dependsOn }) =>
      dependsOn
        .filter(dependency => (firstReady.get(dependency) ?? Infinity) > (firstReady.get(name) ?? 0))
        .map(dependency => `${name} before ${dependency}`),
    );
    expect(early).toEqual([]);
  });

  it('has every object that lies in Git, each accepted with strict field validation', async () => {
    const asked = await Promise.all([
      ...landscape.objectsOf('runtime').map(object => landscape.dryRun(runtime.api, object)),
      ...landscape.objectsOf('virtual-garden').map(object => landscape.dryRun(garden.api, object)),
    ]);
    expect(asked.filter(answer => answer !== undefined)).toEqual([]);
    expect(asked.length).toBeGreaterThan(60);
  });

  it('applies a changed file, and nothing else', async () => {
    const at = `${shoots}/garden-dev/shoots/cloud-moss`;
    const { metadata: before } = await garden.api.get(at);
    landscape.edit('virtual-garden/shoots/dev/cloud-moss.yaml', text =>
      text.replace(/purpose: \w+/, 'purpose: evaluation'),
    );
    expect(notReady(await landscape.deliver('another purpose'))).toEqual([]);
    const { metadata: after, spec } = await garden.api.get(at);
    expect(spec?.['purpose']).toBe('evaluation');
    expect(generationOf(after)).toBe(generationOf(before) + 1);
    const other = await garden.api.get(`${shoots}/garden-dev/shoots/idle-fern`);
    expect(generationOf(other.metadata)).toBe(1);
  });

  it('prunes an object that is not protected, and keeps one that is', async () => {
    const quota = '/apis/core.gardener.cloud/v1beta1/namespaces/garden-dev/quotas/trial';
    const shoot = `${shoots}/garden-prod/shoots/tiny-cress`;
    expect(await garden.api.find(quota)).toBeDefined();
    landscape.remove('virtual-garden/projects/dev/trial.yaml');
    landscape.remove('virtual-garden/shoots/prod/tiny-cress.yaml');
    expect(notReady(await landscape.deliver('two objects less'))).toEqual([]);
    expect(await garden.api.find(quota)).toBeUndefined();
    expect(await garden.api.find(shoot)).toBeDefined();
  });

  it('reports a broken commit, and keeps what was there', async () => {
    const at = `${shoots}/garden-dev/shoots/cloud-moss`;
    landscape.edit('virtual-garden/shoots/dev/cloud-moss.yaml', text =>
      text.replace('purpose: evaluation', 'purpos: production'),
    );
    const failed = notReady(await landscape.deliver('a typo'));
    expect(failed.map(({ name, state }) => [name, state])).toEqual([['garden/virtual-garden-shoots-dev', 'failed']]);
    expect(failed[0]?.message).toContain('.spec.purpos: field not declared in schema');
    expect((await garden.api.get(at)).spec?.['purpose']).toBe('evaluation');
  });
});

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'garden' } };
const notReady = (units: readonly Unit[]): readonly Unit[] => units.filter(({ state }) => state !== 'ready');
const generationOf = (metadata: object): number => (metadata as { readonly generation: number }).generation;
