import type { ExplainedValue } from '../../rules/explanation';

/** What happens when a field of an object that exists is changed. */
type Effects = Readonly<Record<string, string>>;

/**
 * What a change of a field does, by kind.
 * `gardener:docs/usage/shoot-operations/shoot_updates.md`, `gardener:pkg/api/core/validation/{shoot,seed,project,cloudprofile}.go`,
 * `gardener:pkg/api/seedmanagement/validation/managedseed.go`, `gardener:pkg/api/operator/validation/garden.go` v1.150.
 */
const effects: Readonly<Record<string, Effects>> = {
  Shoot: {
    'spec.region, spec.provider.type': 'refused: immutable',
    'spec.networking.type, .pods, .services': 'refused: immutable; nodes too, once set',
    'spec.dns.domain': 'refused: immutable once set',
    'spec.seedName': 'refused but for a migration of the control plane, by the subresource binding',
    'spec.cloudProfile': 'only to a NamespacedCloudProfile of the same parent, or back',
    'spec.kubernetes.version': 'a patch restarts the control plane; another minor replaces all nodes; back is refused',
    'spec.kubernetes.kubelet.kubeReserved, .evictionHard, .cpuManagerPolicy':
      'nodes of pools without a kubelet block of their own are replaced',
    'spec.kubernetes.kubeAPIServer, .kubeControllerManager, .kubeScheduler': 'this part of the control plane restarts',
    'spec.provider.infrastructureConfig': 'the infrastructure is reconciled again; most fields are immutable',
    'spec.provider.workers': 'explain shoot/PROJECT/NAME/POOL tells what replaces the nodes of a pool',
    'spec.controlPlane.highAvailability.failureTolerance': 'may be set once; etcd grows from one member to three',
    'spec.hibernation.enabled': 'true removes all nodes at once, whatever the time window',
    'spec.maintenance.confineSpecUpdateRollout': 'true: changes of the spec wait for the time window',
  },
  Seed: {
    'spec.networks.pods, .services, .nodes': 'refused: immutable once set',
    'spec.ingress.domain, spec.backup.provider, .region': 'refused: immutable once set',
    'spec.taints, spec.settings.scheduling.visible': 'only Shoots that are scheduled from now on',
    'spec.settings': 'the gardenlet reconciles the seed, which may restart its system components',
    'spec.dns.provider': 'records of the seed are written again',
  },
  ManagedSeed: {
    'spec.shoot': 'refused: immutable',
    'spec.gardenlet.bootstrap, .mergeWithParent': 'refused: immutable',
    'spec.gardenlet.config, .deployment': 'the gardenlet of the seed restarts and reconciles the seed',
  },
  Gardenlet: {
    'spec.config, spec.deployment': 'the gardenlet restarts and reconciles its seed, and every Shoot by and by',
  },
  Garden: {
    'spec.runtimeCluster.ingress.domains[0], spec.virtualCluster.dns.domains[0]':
      'refused: the first domains never change',
    'spec.runtimeCluster.networking.nodes, .pods, .services': 'ranges may only be added, after those that are there',
    'spec.virtualCluster.etcd.main.backup': 'never switched off, and its bucket never changes',
    'spec.virtualCluster.controlPlane.highAvailability': 'never switched off again',
    'spec.virtualCluster.kubernetes.version': 'the virtual garden restarts; back is refused',
    'spec.virtualCluster.gardener': 'this part of the control plane of Gardener restarts',
  },
  CloudProfile: {
    'spec.kubernetes.versions, spec.machineImages': 'a version that Shoots use cannot be removed',
    'spec.machineTypes': 'capacities reach new pools only; existing ones remember theirs',
    'spec.providerConfig.machineImages':
      'another id of the same version reaches new machines only: no node is replaced',
  },
  NamespacedCloudProfile: {
    'spec.parent': 'refused: immutable',
    'spec.machineTypes': 'a type of the same name replaces that of the parent for all Shoots of the project',
  },
  Project: {
    'spec.namespace, spec.createdBy': 'refused: immutable',
    'spec.members': 'access to the namespace of the project changes at once',
  },
};

/** What a change of an object does, field by field; empty for kinds that nothing is known about. */
export function effectsOf(kind: string): ExplainedValue[] {
  return Object.entries(effects[kind] ?? {}).map(([name, note]) => ({ name, note }));
}
