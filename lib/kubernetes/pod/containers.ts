import type { Container, EphemeralContainer } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { requiredText } from '../text-field';
import { hasLifecycle, isSidecar, type PlacedContainer } from './containers-of';
import { validateEnv, validateEnvFrom } from './env';
import type { PodFacts } from './pod-facts';
import { validatePorts } from './ports';
import { probes, validateProbesAndHooks } from './probes';
import { validateUsedClaims } from './resource-claims';
import { validateRequirements } from './resources';
import { validateInitResize, validateResize, validateRestarts } from './restart-rules';
import { validateSecurityContext } from './security-context';
import { validateVolumeDevices } from './volume-devices';
import { validateVolumeMounts } from './volume-mounts';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-CONTAINERS-MISSING': { reason: 'a pod needs a container', fix: 'add an entry to containers' },
  'POD-CONTAINER-NAME': 'a container has a name, which is a DNS label',
  'POD-CONTAINER-NAME-TWICE': {
    reason: 'the containers of a pod have different names, init and ephemeral ones included',
    fix: 'rename one of the containers',
  },
  'POD-CONTAINER-IMAGE': 'a container has an image, without spaces around it',
  'POD-INIT-PROBE': {
    reason: 'an init container that ends has neither probes nor hooks',
    fix: 'remove them, or set restartPolicy: Always',
  },
});

const name = requiredText({ rule: rule['POD-CONTAINER-NAME'], subject: 'the name', problems: dns1123LabelProblems });

const image = requiredText({ rule: rule['POD-CONTAINER-IMAGE'], subject: 'an image', problems: () => [] });

/** Where a list of containers lies, and what is known of its pod. */
export interface ContainersScope {
  readonly path: FieldPath;
  readonly facts: PodFacts;
  /** The names of containers of other lists. */
  readonly names: ReadonlySet<string>;
}

/** The containers that run as long as the pod (`validateContainers`). */
export function validateContainers(
  containers: readonly Loose<Container>[] = [],
  scope: Omit<ContainersScope, 'names'>,
  report: Report,
): void {
  if (containers.length === 0) report.required(rule['POD-CONTAINERS-MISSING'], scope.path);
  for (const [index, container] of containers.entries()) {
    const path = scope.path.index(index);
    validateContainer({ container, path }, scope.facts, report);
    validateProbesAndHooks({ container, path }, scope.facts.gracePeriod, report);
    validateRestarts(container, path, report);
  }
}

/** The containers that run before the others, or beside them as sidecars (`validateInitContainers`). */
export function validateInitContainers(
  containers: readonly Loose<Container>[] = [],
  scope: ContainersScope,
  report: Report,
): void {
  for (const [index, container] of containers.entries()) {
    const path = scope.path.index(index);
    validateContainer({ container, path }, scope.facts, report);
    validateRestarts(container, path, report);
    validateNameOnce(container, { path, names: scope.names }, report);
    if (isSidecar(container)) validateProbesAndHooks({ container, path }, scope.facts.gracePeriod, report);
    else {
      if (hasLifecycle(container)) report.forbidden(rule['POD-INIT-PROBE'], path.child('lifecycle'));
      for (const field of probes)
        if (container[field] !== undefined) report.forbidden(rule['POD-INIT-PROBE'], path.child(field));
      validateInitResize(container.resizePolicy, path.child('resizePolicy'), report);
    }
  }
}

/** What holds for containers of any list (`validateContainerCommon`). */
export function validateContainer({ container, path }: PlacedContainer, facts: PodFacts, report: Report): void {
  name(container.name, path.child('name'), report);
  image(container.image, path.child('image'), report);
  validatePorts(container.ports, path.child('ports'), report);
  validateEnv(container.env, path.child('env'), report);
  validateEnvFrom(container.envFrom, path.child('envFrom'), report);
  validateVolumeMounts({ container, path }, facts, report);
  validateVolumeDevices({ container, path }, facts, report);
  const { resources, resizePolicy, securityContext } = container;
  const { claims, hostUsers, neverRestarts } = facts;
  if (resources) validateRequirements(resources, { path: path.child('resources') }, report);
  validateUsedClaims(resources?.claims, { claims, path: path.child('resources', 'claims') }, report);
  validateResize(resizePolicy, { path: path.child('resizePolicy'), neverRestarts }, report);
  if (securityContext)
    validateSecurityContext(securityContext, { path: path.child('securityContext'), hostUsers }, report);
}

/** Names differ among all lists of a pod; within a list the schema finds two of the same name. */
export function validateNameOnce(
  { name: value = '' }: Loose<Container | EphemeralContainer>,
  { path, names }: { readonly path: FieldPath; readonly names: ReadonlySet<string> },
  report: Report,
): void {
  if (names.has(value)) report.duplicate(rule['POD-CONTAINER-NAME-TWICE'], path.child('name'), value);
}

/** The image of a container of a Pod; a template may have spaces around it, for what fills it in later. */
export function validateImageOfPod({ container, path }: PlacedContainer, report: Report): void {
  const { image: text = '' } = container;
  if (text.trim() !== text) report.invalid(rule['POD-CONTAINER-IMAGE'], path.child('image'), text);
}
