import type { KubeletConfig, Shoot, ShootSpec, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { LabelSelector } from '../../../../imports/meta/v1';
import type { Loose } from '../../../core/loose';
import type { ServerPlugins } from '../../garden/server-plugins';
import { matchesSelector } from '../../../kubernetes/meta/label-selector';
import { findMachineType, type Profile } from './catalog';
import { fillReservation, reservationForMachine, staticReservation, type Reservation } from './kubelet-reservation';

/** Who fills in the defaults of a landscape. */
export interface LandscapeDefaults {
  readonly plugins: ServerPlugins;
  /** The effective CloudProfile, which knows the sizes of machines. */
  readonly profile: Profile | undefined;
}

type Spec = Loose<ShootSpec>;

/**
 * The Shoot, when it was created, with what the plugins ShootNodeLocalDNSEnabledByDefault, ShootDNSRewriting, ShootVPAEnabledByDefault and
 * ShootResourceReservation fill in, as far as they run in the landscape.
 *
 * Source: gardener:plugin/pkg/shoot/{nodelocaldns,dnsrewriting,vpa,resourcereservation}/admission.go v1.150.
 */
export function fillLandscapeDefaults(shoot: Loose<Shoot>, defaults: LandscapeDefaults): Loose<Shoot> {
  const { plugins } = defaults;
  let spec = shoot.spec ?? {};
  const hasWorkers = (spec.provider?.workers ?? []).length > 0;
  if (hasWorkers && plugins.isOn('ShootNodeLocalDNSEnabledByDefault')) spec = withNodeLocalDns(spec);
  if (plugins.isOn('ShootDNSRewriting')) spec = withSuffixes(spec, plugins);
  if (hasWorkers && plugins.isOn('ShootVPAEnabledByDefault')) spec = withAutoscaler(spec);
  const isDeleting = shoot.metadata?.deletionTimestamp !== undefined;
  if (hasWorkers && !isDeleting && plugins.isOn('ShootResourceReservation'))
    spec = withReservations(spec, shoot.metadata?.labels, defaults);
  return { ...shoot, spec };
}

function withNodeLocalDns(spec: Spec): Spec {
  const { systemComponents } = spec;
  return { ...spec, systemComponents: { nodeLocalDNS: { enabled: true }, ...systemComponents } };
}

/** Names with these suffixes are not looked up in the cluster; they join those of the Shoot. */
function withSuffixes(spec: Spec, plugins: ServerPlugins): Spec {
  const added = plugins.configOf('ShootDNSRewriting')?.['commonSuffixes'];
  if (!Array.isArray(added) || added.length === 0) return spec;
  const { systemComponents } = spec;
  const { coreDNS } = systemComponents ?? {};
  const commonSuffixes = [...(coreDNS?.rewriting?.commonSuffixes ?? []), ...added.map(String)];
  const rewriting = { ...coreDNS?.rewriting, commonSuffixes };
  return { ...spec, systemComponents: { ...systemComponents, coreDNS: { ...coreDNS, rewriting } } };
}

function withAutoscaler(spec: Spec): Spec {
  const { kubernetes } = spec;
  return { ...spec, kubernetes: { verticalPodAutoscaler: { enabled: true }, ...kubernetes } };
}

/** The same for all pools, unless the landscape goes by the size of machines and the Shoot does not say otherwise. */
function withReservations(spec: Spec, labels: Labels, { plugins, profile }: LandscapeDefaults): Spec {
  const { kubernetes, provider } = spec;
  const bySize = goesBySize(plugins, labels) && kubernetes?.kubelet?.kubeReserved === undefined;
  if (!bySize)
    return { ...spec, kubernetes: { ...kubernetes, kubelet: reserving(kubernetes?.kubelet, staticReservation) } };
  if (profile === undefined) return spec;
  const workers = provider?.workers?.map(worker => reservedPool(worker, profile));
  return workers ? { ...spec, provider: { ...provider, workers } } : spec;
}

type Labels = Readonly<Record<string, string | undefined>> | undefined;

function goesBySize(plugins: ServerPlugins, labels: Labels): boolean {
  const { useGKEFormula, selector } = plugins.configOf('ShootResourceReservation') ?? {};
  return useGKEFormula === true && matchesSelector(selector as Loose<LabelSelector> | undefined, labels);
}

function reservedPool(worker: Loose<Worker>, profile: Profile): Loose<Worker> {
  const machine = findMachineType(profile, worker.machine?.type);
  if (machine === undefined) return worker;
  const { kubernetes } = worker;
  return {
    ...worker,
    kubernetes: { ...kubernetes, kubelet: reserving(kubernetes?.kubelet, reservationForMachine(machine)) },
  };
}

function reserving(
  kubelet: Loose<KubeletConfig> | undefined,
  reservation: Required<Pick<Reservation, 'cpu' | 'memory' | 'pid'>>,
): Loose<KubeletConfig> {
  return { ...kubelet, kubeReserved: fillReservation(kubelet?.kubeReserved, reservation) };
}
