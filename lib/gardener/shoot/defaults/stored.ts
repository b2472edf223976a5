import type { Shoot, ShootSpec, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { encoded } from '../../stored-form';
import { isSelfHosted } from '../validation/scope';
import { fill, omit } from './fill';

const seedNameLabel = 'name.seed.gardener.cloud/';
const selfHostedLabel = 'shoot.gardener.cloud/self-hosted';

/**
 * What the API server stores of a Shoot with its defaults: without fields that mean nothing any more, with labels that tell where it
 * runs, and with amounts and durations as Go prints them.
 *
 * Source: gardener:pkg/apiserver/registry/core/shoot/strategy.go v1.150 (Canonicalize).
 */
export function storedShoot(shoot: Loose<Shoot>): Loose<Shoot> {
  const { metadata = {}, spec = {}, status } = shoot;
  const labels = labelsOf(metadata.labels ?? {}, spec, status?.seedName);
  const named = Object.keys(labels).length === 0 ? omit(metadata, 'labels') : { ...metadata, labels };
  const canonical = { ...shoot, metadata: named, spec: withMinimums(withoutOldFields(spec)) };
  return encoded(canonical, 'core.gardener.cloud/v1beta1', 'Shoot');
}

type Labels = Readonly<Record<string, string | undefined>>;

function labelsOf(labels: Labels, spec: Loose<ShootSpec>, statusSeed: string | undefined): Labels {
  const kept = Object.entries(labels).filter(([key]) => !key.startsWith(seedNameLabel) && key !== selfHostedLabel);
  const seeds = [spec.seedName, statusSeed].filter(name => (name ?? '') !== '');
  const added = seeds.map(name => [`${seedNameLabel}${name ?? ''}`, 'true'] as const);
  const selfHosted = isSelfHosted(spec.provider?.workers) ? [[selfHostedLabel, 'true'] as const] : [];
  return Object.fromEntries([...kept, ...added, ...selfHosted]);
}

function withoutOldFields(spec: Loose<ShootSpec>): Loose<ShootSpec> {
  const { kubernetes = {}, addons } = spec;
  const { clusterAutoscaler, kubeAPIServer } = kubernetes;
  const anonymousOff = kubeAPIServer?.enableAnonymousAuthentication === false;
  const { kubernetesDashboard: dashboard, nginxIngress } = addons ?? {};
  const addonsOff = dashboard !== undefined && dashboard.enabled !== true && nginxIngress === undefined;
  return {
    ...(addonsOff ? omit(spec, 'addons') : spec),
    kubernetes: {
      ...kubernetes,
      ...(clusterAutoscaler && { clusterAutoscaler: omit(clusterAutoscaler, 'maxEmptyBulkDelete') }),
      ...(anonymousOff && { kubeAPIServer: omit(kubeAPIServer, 'enableAnonymousAuthentication') }),
    },
  };
}

/** Go writes the minimum of a pool always, although the schema does not require it. */
function withMinimums(spec: Loose<ShootSpec>): Loose<ShootSpec> {
  const { provider } = spec;
  if (provider?.workers === undefined) return spec;
  const workers = provider.workers.map(worker => fill<Loose<Worker>>(worker, { minimum: 0 }));
  return { ...spec, provider: { ...provider, workers } };
}
