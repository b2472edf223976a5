import { defaultArchitecture } from '../pool/capabilities';
import type { WorkerSpec } from '../objects';

/** What Gardener writes on the nodes of a pool, over the labels of the user. */
export interface PoolLabelInputs {
  readonly worker: WorkerSpec;
  readonly nodeAgentSecretName: string;
  readonly nodeLocalDNS: boolean;
}

/** Labels as they are written on nodes. */
export type Labels = Record<string, string>;

/**
 * The labels of the nodes of a pool: those of the user, then Gardener's.
 * `gardener:pkg/utils/gardener/shoot.go` (NodeLabelsForWorkerPool) v1.150.
 */
export function poolLabels({ worker, nodeAgentSecretName, nodeLocalDNS }: PoolLabelInputs): Labels {
  const name = worker.name ?? '';
  const systemComponents = worker.systemComponents === undefined || worker.systemComponents.allow === true;
  // assigned one by one: pools share the shape of the map then, and spreading maps into each other costs ten times as much
  const labels = textMap(worker.labels);
  labels['node.kubernetes.io/role'] = 'node';
  labels['kubernetes.io/arch'] = worker.machine?.architecture ?? defaultArchitecture;
  labels['networking.gardener.cloud/node-local-dns-enabled'] = String(nodeLocalDNS);
  if (systemComponents) labels['worker.gardener.cloud/system-components'] = 'true';
  labels['worker.gardener.cloud/pool'] = name;
  labels['worker.garden.sapcloud.io/group'] = name;
  labels['worker.gardener.cloud/gardener-node-agent-secret-name'] = nodeAgentSecretName;
  if (worker.cri) labels['worker.gardener.cloud/cri-name'] = worker.cri.name ?? '';
  for (const { type = '' } of worker.cri?.containerRuntimes ?? [])
    labels[`containerruntime.worker.gardener.cloud/${type}`] = 'true';
  return labels;
}

/** A map of texts without its absent entries. */
export function textMap(map: Readonly<Record<string, string | undefined>> | undefined): Labels {
  const texts: Labels = {};
  for (const [key, text] of Object.entries(map ?? {})) if (text !== undefined) texts[key] = text;
  return texts;
}
