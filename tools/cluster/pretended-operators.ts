import { samplesOfKind } from '../../lib/flux/health/samples';
import type { Api, Stored } from './api';

/** Kinds whose health Flux waits for, and the path of their objects in all namespaces. */
const kinds = [
  { group: 'operator.gardener.cloud', kind: 'Garden', path: '/apis/operator.gardener.cloud/v1alpha1/gardens' },
  { group: 'operator.gardener.cloud', kind: 'Extension', path: '/apis/operator.gardener.cloud/v1alpha1/extensions' },
  {
    group: 'resources.gardener.cloud',
    kind: 'ManagedResource',
    path: '/apis/resources.gardener.cloud/v1alpha1/managedresources',
  },
  { group: 'core.gardener.cloud', kind: 'Project', path: '/apis/core.gardener.cloud/v1beta1/projects' },
  { group: 'core.gardener.cloud', kind: 'Shoot', path: '/apis/core.gardener.cloud/v1beta1/shoots' },
  { group: 'core.gardener.cloud', kind: 'Seed', path: '/apis/core.gardener.cloud/v1beta1/seeds' },
  {
    group: 'seedmanagement.gardener.cloud',
    kind: 'ManagedSeed',
    path: '/apis/seedmanagement.gardener.cloud/v1alpha1/managedseeds',
  },
  {
    group: 'seedmanagement.gardener.cloud',
    kind: 'Gardenlet',
    path: '/apis/seedmanagement.gardener.cloud/v1alpha1/gardenlets',
  },
] as const;

const pauseMs = 500;

/** Stands in for Gardener: reports every object healthy soon after it was written. Returns what ends it. */
export function pretendOperators(api: Api): () => Promise<void> {
  let ended = false;
  const loop = async (): Promise<void> => {
    while (!ended) {
      await Promise.all(kinds.map(kind => report(api, kind).catch(() => undefined)));
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  };
  const running = loop();
  return () => {
    ended = true;
    return running;
  };
}

async function report(api: Api, { group, kind, path }: (typeof kinds)[number]): Promise<void> {
  const healthy = samplesOfKind(group, kind).find(({ expected }) => expected === 'ready');
  if (healthy === undefined) throw new Error(`no sample of a healthy ${kind}`);
  const { status } = healthy.object as Pick<Stored, 'status'>;
  for (const { metadata, status: current } of await api.list(path)) {
    const { generation } = metadata as { readonly generation?: number };
    if (current?.['observedGeneration'] === generation) continue;
    const place =
      metadata.namespace === undefined ? path : path.replace(/[^/]+$/, `namespaces/${metadata.namespace}/$&`);
    const reported = withTimes({ ...status, observedGeneration: generation });
    await api.merge(`${place}/${metadata.name ?? ''}/status`, { status: reported });
  }
}

/** Fields of a status that its schema requires and that no health expression reads. */
function withTimes(status: Readonly<Record<string, unknown>>): object {
  const at = '2026-01-01T00:00:00Z';
  const { conditions, lastOperation } = status as {
    readonly conditions?: readonly object[];
    readonly lastOperation?: object;
  };
  const filled = { lastTransitionTime: at, lastUpdateTime: at, reason: 'Pretended', message: '' };
  return {
    ...status,
    ...(conditions && { conditions: conditions.map(condition => ({ ...filled, ...condition })) }),
    ...(lastOperation && { lastOperation: { description: '', lastUpdateTime: at, ...lastOperation } }),
  };
}
