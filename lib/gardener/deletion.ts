import { displayName, groupOf, type KubernetesObject } from '../core/object';
import type { Step } from '../rules/topic';

/** Without this annotation on the live object Gardener refuses the deletion. Source: gardener:plugin/pkg/global/deletionconfirmation v1.150 */
export const confirmationAnnotation = 'confirmation.gardener.cloud/deletion';

/** Annotation by which Flux keeps an object when it leaves Git; read from the live object, so it must have been applied before. */
export const pruneAnnotation = 'kustomize.toolkit.fluxcd.io/prune';

/** Whether Flux leaves the object when its manifest goes. */
export function isKeptOnPrune({ metadata }: KubernetesObject): boolean {
  const own = [metadata.annotations?.[pruneAnnotation], metadata.labels?.[pruneAnnotation]];
  return own.some(value => value?.toLowerCase() === 'disabled');
}

/** Kinds that need it. Source: gardener:plugin/pkg/global/deletionconfirmation, pkg/operator/webhook, pkg/resourcemanager/webhook v1.150 */
const confirmedKinds: ReadonlySet<string> = new Set([
  'core.gardener.cloud/Shoot',
  'core.gardener.cloud/Project',
  'core.gardener.cloud/ShootState',
  'operator.gardener.cloud/Garden',
]);

/** Whether Gardener asks for a confirmation before it deletes an object of the kind. */
export function needsConfirmation({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  return confirmedKinds.has(`${groupOf(apiVersion)}/${kind}`);
}

/**
 * The commits that delete an object by Git: first the confirmation, and pruning allowed again, then the manifest goes. In one commit the deletion
 * is refused, or the object stays for ever, because both are read from the live object.
 *
 * @param armed the object as the first commit writes it; the object itself where nothing has to change
 */
export function deletionSteps(object: KubernetesObject, armed = arm(object)): readonly Step[] {
  const name = displayName({
    kind: object.kind,
    name: object.metadata.name ?? '',
    ...(object.metadata.namespace !== undefined && { namespace: object.metadata.namespace }),
  });
  const remove: Step = {
    title: `remove the manifest of ${name}`,
    objects: [],
    gate: `${name} is gone from the cluster`,
    undo: 'none once the deletion has begun',
  };
  if (armed === object) return [remove];
  const confirm: Step = {
    title: `confirm the deletion of ${name}`,
    objects: [armed],
    gate: `the annotations are on the live object; where a Project asks for dual approval, somebody else than Flux has to set ${confirmationAnnotation}`,
    undo: 'remove the annotation again',
  };
  return [confirm, remove];
}

function arm(object: KubernetesObject): KubernetesObject {
  const { annotations = {}, labels, ...metadata } = object.metadata;
  const wanted: Record<string, string> = {
    ...(isKeptOnPrune(object) && { [pruneAnnotation]: 'enabled' }),
    ...(needsConfirmation(object) &&
      annotations[confirmationAnnotation] !== 'true' && { [confirmationAnnotation]: 'true' }),
  };
  if (Object.keys(wanted).length === 0) return object;
  const { [pruneAnnotation]: _, ...kept } = labels ?? {};
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(Object.keys(kept).length > 0 && { labels: kept }),
      annotations: { ...annotations, ...wanted },
    },
  };
}
