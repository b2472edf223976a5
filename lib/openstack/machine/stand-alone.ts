import type { KubernetesObject } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { MachineConfig } from './machine-config';
import type { PoolMachines } from './pool-machines';
import type { ZoneMachines } from './zone-machines';

const rule = ruleTable('machine-controller-manager:pkg/util/provider/machinecontroller, mid 2026', {
  'OS-CREDENTIALS-IN-SECRET': {
    reason:
      'the Secret of a machine class holds the boot script alone; credentials in it would be written in clear text',
    fix: 'keep credentials in a Secret of their own, which credentialsSecretRef names',
  },
});

/** Rules of machine objects that are applied without Gardener. */
export const standAloneRules = Object.values(rule);

/** How machine objects are applied where machine-controller-manager runs without Gardener. */
export interface StandAloneOptions {
  /** Secret with the credentials, managed elsewhere (SOPS, external-secrets). */
  readonly credentials: { readonly name: string; readonly namespace: string };
  /** The objects of the last rendering: classes and Secrets of machines that still run are kept until their deployment has rolled. */
  readonly previous?: readonly KubernetesObject[] | undefined;
}

/**
 * The objects of a shoot's machines as intent, for a machine-controller-manager without Gardener. Deployments that the autoscaler owns have no
 * replicas, so that applying them again does not reset it. One earlier class of each deployment stays: while machines of it exist it can make
 * no new ones, but it must not go before they do.
 */
export function standAloneObjects({ pools }: MachineConfig, options: StandAloneOptions): KubernetesObject[] {
  const zones = pools.flatMap(pool => pool.zones.map(zone => [pool, zone] as const));
  const objects = zones.flatMap(([pool, zone]) => [
    zone.secret,
    { ...zone.machineClass, credentialsSecretRef: options.credentials },
    deploymentOf(pool, zone),
  ]);
  return [
    ...objects,
    ...retained(
      zones.map(([, zone]) => zone),
      options.previous ?? [],
    ),
  ];
}

function deploymentOf({ pool }: PoolMachines, { machineDeployment }: ZoneMachines): KubernetesObject {
  const { minimum = 0, maximum = 0 } = pool.worker;
  if (maximum <= minimum) return machineDeployment;
  const { replicas: _, ...spec } = machineDeployment['spec'] as Readonly<Record<string, unknown>>;
  return { ...machineDeployment, spec };
}

/** Classes that deployments used last time and do not use any more, with their Secrets. */
function retained(zones: readonly ZoneMachines[], previous: readonly KubernetesObject[]): KubernetesObject[] {
  const current = new Map(zones.map(({ deploymentName, className }) => [deploymentName, className]));
  const old = previous.flatMap(object => {
    if (object.kind !== 'MachineDeployment') return [];
    const used = (object['spec'] as Deployment | undefined)?.template?.spec?.class?.name;
    const now = current.get(object.metadata.name ?? '');
    return used !== undefined && now !== undefined && used !== now ? [used] : [];
  });
  return previous.filter(
    ({ kind, metadata }) => (kind === 'MachineClass' || kind === 'Secret') && old.includes(metadata.name ?? ''),
  );
}

interface Deployment {
  readonly template?: { readonly spec?: { readonly class?: { readonly name?: string } } };
}

const credentialKeys = /^(password|applicationCredentialSecret|OS_PASSWORD|OS_APPLICATION_CREDENTIAL_SECRET)$/i;

/** Judges a Secret of a machine class: it must hold no credentials. */
export function checkClassSecret(secret: KubernetesObject, report: Report): void {
  for (const field of ['data', 'stringData'])
    for (const key of Object.keys(secret[field] ?? {}))
      if (credentialKeys.test(key)) report.add(rule['OS-CREDENTIALS-IN-SECRET'], `${field}[${key}]`);
}
