import type { KubernetesObject } from '../../core/object';
import { expressionsFor } from '../health/expressions';
import { hasFeature } from './flux-release';
import { namespaceOf, type CompleteDelivery } from './options';
import { ignoreRules } from './owned-fields';
import { isProtectedKind } from './protection';
import { shardLabel, shardOf } from './shards';
import { decryptionOf, unitSource } from './sources';
import { canBeAwaited, timeoutOf } from './stages';
import { isTenantUnit } from './tenant';
import { projectOfUnit, type DeliveredUnit } from './unit';

/** A unit with its place in the graph. */
export interface PlacedUnit {
  readonly unit: DeliveredUnit;
  readonly name: string;
  /** The Flux Kustomizations that it waits for. */
  readonly dependsOn: readonly { readonly name: string; readonly namespace: string }[];
  /** Another one waits for it. */
  readonly isAwaited: boolean;
}

/** Whether a unit waits until its objects are ready: only where another unit depends on it, because waiting occupies a worker. */
export function waits({ unit, isAwaited }: PlacedUnit): boolean {
  return isAwaited && canBeAwaited(unit);
}

/** The Flux Kustomization of a unit. `force` is never set: every answer 422 would delete and recreate the object. */
export function unitKustomization(placed: PlacedUnit, options: CompleteDelivery): KubernetesObject {
  const { unit, name, dependsOn } = placed;
  const labels = shardLabels(unit, options);
  const namespace = namespaceOf(unit.cluster, options);
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace, ...(labels && { labels }) },
    spec: {
      interval: options.interval,
      retryInterval: options.retryInterval,
      timeout: timeoutOf(unit),
      ...unitSource(unit, name, options),
      prune: true,
      ...deletionOf(unit, options),
      ...(dependsOn.length > 0 && { dependsOn: dependsOn.map(dependency => within(namespace, dependency)) }),
      ...(waits(placed) && waitingOf(unit, options)),
      ...decryptionOf(unit, options),
      ...substitutionOf(unit),
      ...accessOf(unit, options),
      ...ignoresOf(unit, options),
    },
  };
}

/** A reference from a namespace: it is said only where it is another one. */
function within(own: string, { name, namespace }: PlacedUnit['dependsOn'][number]): object {
  return namespace === own ? { name } : { name, namespace };
}

function substitutionOf({ substitution }: DeliveredUnit): object {
  if (substitution === undefined) return {};
  const { variables, from } = substitution;
  return {
    postBuild: {
      ...(variables !== undefined && { substitute: variables }),
      ...(from !== undefined && { substituteFrom: from }),
    },
  };
}

/** Shards are chosen by project, so that the units of one project stay together. */
function shardLabels(unit: DeliveredUnit, { shards }: CompleteDelivery): Record<string, string> | undefined {
  const shard = shardOf(projectOfUnit(unit) ?? `${unit.cluster}/${unit.folder}`, shards);
  return shard === undefined ? undefined : { [shardLabel]: shard };
}

/** A Kustomization that goes takes its whole inventory along, unless it says otherwise. */
function deletionOf({ objects }: DeliveredUnit, { flux }: CompleteDelivery): object {
  return objects.some(isProtectedKind) && hasFeature(flux, 'deletionPolicy') ? { deletionPolicy: 'Orphan' } : {};
}

function waitingOf({ objects }: DeliveredUnit, { flux }: CompleteDelivery): object {
  const expressions = hasFeature(flux, 'healthCheckExprs') ? expressionsFor(objects) : [];
  return { wait: true, ...(expressions.length > 0 && { healthCheckExprs: expressions }) };
}

function accessOf(unit: DeliveredUnit, { access, tenancy }: CompleteDelivery): object {
  const entry = access[unit.cluster];
  const project = tenancy && isTenantUnit(unit) ? projectOfUnit(unit) : undefined;
  return {
    ...(entry && { kubeConfig: { secretRef: { name: entry.secretName, key: entry.key ?? 'kubeconfig' } } }),
    ...(project !== undefined && { serviceAccountName: `flux-${project}` }),
  };
}

function ignoresOf({ objects }: DeliveredUnit, { flux }: CompleteDelivery): object {
  const ignore = hasFeature(flux, 'specIgnore') ? ignoreRules(objects) : [];
  return ignore.length > 0 ? { ignore } : {};
}
