import type { Container, PodSpec, Volume } from '../../../imports/core/v1';
import type { ObjectMeta } from '../../../imports/meta/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { validateLabels } from '../meta/labels';
import { validateVolumes } from '../storage/volumes';
import { validateAffinity } from './affinity';
import { validateContainers, validateInitContainers } from './containers';
import type { PlacedContainer } from './containers-of';
import { validateDns, validateHostAliases } from './dns';
import { validateEphemeralContainers } from './ephemeral-containers';
import { validateFileVolumes } from './file-volumes';
import { validateReadinessGates, validateSchedulingGates } from './gates';
import { validateHostAccess } from './host-access';
import { validateHostname } from './hostname';
import { validateOperatingSystem } from './operating-system';
import { podFacts, type PodFacts } from './pod-facts';
import { validatePodFields } from './pod-fields';
import { validatePodResources } from './pod-resources';
import { validateHostNetworkPorts, validateHostPortsOnce } from './ports';
import { validatePodClaims } from './resource-claims';
import { validateOverhead } from './resources';
import { validatePodSecurityContext } from './security-context';
import { validateSysctls } from './sysctls';
import { validatePodTolerations } from './tolerations';
import { validateTopologySpread } from './topology-spread';

/** Where a pod spec lies, and what is known around it. */
export interface PodScope {
  readonly path: FieldPath;
  /** The metadata of the Pod, where the spec is the one of a Pod; undefined for templates. */
  readonly pod?: Loose<ObjectMeta>;
  /** Names of volumes that the controller adds: the claims of a StatefulSet. @default none */
  readonly claims?: readonly string[];
}

/** The spec of a Pod or of a template (`ValidatePodSpec`). */
export function validatePodSpec(spec: Loose<PodSpec>, scope: PodScope, report: Report): void {
  const { path, claims = [] } = scope;
  const added = claims.map((name): [string, Loose<Volume>] => [name, { name, persistentVolumeClaim: {} }]);
  const volumes = validateVolumes(spec.volumes, path.child('volumes'), report);
  validatePodClaims(spec.resourceClaims, path.child('resourceClaims'), report);
  validateLists(spec, { path, facts: podFacts(spec, new Map([...volumes, ...added])) }, report);
  validateHostPorts(spec, scope, report);
  validatePodResources(spec, { path, isPod: scope.pod !== undefined }, report);
  if (spec.overhead) validateOverhead(spec.overhead, path.child('overhead'), report);
  validateFileVolumes(spec, path, report);
  validatePlacement(spec, scope, report);
  validateHost(spec, path, report);
  validatePodFields(spec, path, report);
  validateReadinessGates(spec.readinessGates, path.child('readinessGates'), report);
  validateSchedulingGates(spec.schedulingGates, path.child('schedulingGates'), report);
}

interface ListsScope {
  readonly path: FieldPath;
  readonly facts: PodFacts;
}

/** Init containers differ by name from containers, ephemeral ones from both. */
function validateLists(spec: Loose<PodSpec>, { path, facts }: ListsScope, report: Report): void {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec;
  const names = new Set(namesOf(containers));
  const all = new Set([...names, ...namesOf(initContainers)]);
  validateContainers(containers, { path: path.child('containers'), facts }, report);
  validateInitContainers(initContainers, { path: path.child('initContainers'), facts, names }, report);
  const ephemeral = { path: path.child('ephemeralContainers'), facts, names: all };
  validateEphemeralContainers(ephemeralContainers, ephemeral, report);
}

function namesOf(containers: readonly Loose<Container>[]): readonly string[] {
  return containers.map(({ name = '' }) => name).filter(name => name !== '');
}

/** Init containers run one by one, and may use the same port one after the other. */
function validateHostPorts(spec: Loose<PodSpec>, { path, pod }: PodScope, report: Report): void {
  const hostNetwork = spec.hostNetwork === true;
  const scope = { hostNetwork, isPod: pod !== undefined };
  const placed = (list: 'containers' | 'initContainers'): readonly PlacedContainer[] =>
    (spec[list] ?? []).map((container, index) => ({ container, path: path.child(list).index(index) }));
  validateHostPortsOnce(placed('containers'), scope, report);
  for (const container of placed('initContainers')) validateHostPortsOnce([container], scope, report);
  if (!hostNetwork) return;
  for (const container of placed('containers')) validateHostNetworkPorts(container, report);
}

/** On which nodes the pod runs. */
function validatePlacement(spec: Loose<PodSpec>, { path, pod }: PodScope, report: Report): void {
  const labels = pod?.labels;
  validateLabels(spec.nodeSelector, path.child('nodeSelector'), report);
  if (spec.affinity) validateAffinity(spec.affinity, { path: path.child('affinity'), labels }, report);
  validatePodTolerations(spec.tolerations, path.child('tolerations'), report);
  const spread = path.child('topologySpreadConstraints');
  validateTopologySpread(spec.topologySpreadConstraints, { path: spread, labels }, report);
}

/** What the pod has of its node, and what it is to others as a host. */
function validateHost(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  const { securityContext, hostNetwork, hostIPC } = spec;
  if (securityContext) validatePodSecurityContext(securityContext, path.child('securityContext'), report);
  const sysctls = { path: path.child('securityContext', 'sysctls'), host: { hostNetwork, hostIPC } };
  validateSysctls(securityContext?.sysctls, sysctls, report);
  validateHostAccess(spec, path, report);
  validateOperatingSystem(spec, path, report);
  validateHostname(spec, path, report);
  validateDns(spec, path.child('dnsConfig'), report);
  validateHostAliases(spec.hostAliases, path.child('hostAliases'), report);
}
