import { groupOf, type KubernetesObject } from '../../core/object';
import { neededBy, type Needed } from './object-references';

/** Kinds by `<group>/<Kind>`; the core group is empty. */
export type KindSet = ReadonlySet<string>;

/**
 * Kinds of a Gardener landscape that others refer to and that need nothing among themselves: what to give kustomize-controller with
 * `--custom-apply-stage-kinds`, so that they may share a Flux Kustomization with what refers to them.
 */
export const gardenerStageKinds: readonly string[] = [
  '/ConfigMap',
  '/Secret',
  'core.gardener.cloud/CloudProfile',
  'core.gardener.cloud/ControllerDeployment',
  'core.gardener.cloud/InternalSecret',
  'core.gardener.cloud/Project',
  'core.gardener.cloud/Quota',
  'security.gardener.cloud/WorkloadIdentity',
];

/** An object that cannot be created in the same run as another one that it needs. */
export interface FirstApplyProblem {
  readonly object: KubernetesObject;
  readonly needs: Needed;
}

const definitions: KindSet = new Set([
  'apiextensions.k8s.io/CustomResourceDefinition',
  '/Namespace',
  'rbac.authorization.k8s.io/ClusterRole',
]);

/** Stage in which Flux applies a kind: the next one begins when the one before was applied. Source: fluxcd/pkg:ssa/manager_apply.go */
function stageOf(kind: string, custom: KindSet): number {
  if (definitions.has(kind)) return 0;
  if (kind.endsWith('Class')) return 1;
  return custom.has(kind) ? 2 : 3;
}

/**
 * Objects that need another new object of the same stage. Flux tries every object of a stage before it applies any; admission refuses the one
 * that refers to what is not there yet, and so nothing of the stage is ever applied.
 */
export function firstApplyProblems(
  objects: readonly KubernetesObject[],
  custom: KindSet,
): readonly FirstApplyProblem[] {
  const brought = new Set(
    objects.map(object => keyOf({ ...identityOf(object), group: groupOf(object.apiVersion), kind: object.kind })),
  );
  return objects.flatMap(object => {
    const own = stageOf(`${groupOf(object.apiVersion)}/${object.kind}`, custom);
    const needs = neededBy(object).find(
      needed => brought.has(keyOf(needed)) && stageOf(`${needed.group}/${needed.kind}`, custom) >= own,
    );
    return needs === undefined ? [] : [{ object, needs }];
  });
}

function identityOf({ metadata: { namespace = '', name = '' } }: KubernetesObject): Pick<Needed, 'namespace' | 'name'> {
  return { namespace, name };
}

function keyOf({ group, kind, namespace, name }: Needed): string {
  return `${group}/${kind} ${namespace}/${name}`;
}
