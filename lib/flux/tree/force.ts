import { displayName, groupOf } from '../../core/object';
import { referenceOf } from '../../rules/judge';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { mapsOf, mapAt } from '../plain';
import { hasPolicy } from './flux-kustomization';
import { fluxTree } from './flux-tree';

const rule = ruleTable('fluxcd/pkg:ssa/errors, kustomize-controller issue 734', {
  'FLUX-FORCE-STATEFUL': {
    reason:
      'force deletes and recreates an object at every answer "invalid" or "conflict", not only for immutable fields',
    fix: 'remove force; set the annotation kustomize.toolkit.fluxcd.io/force: enabled on single objects without state, such as Jobs',
  },
  'FLUX-FORCE-ON': {
    severity: 'warning',
    reason: 'force deletes and recreates an object at every answer "invalid" or "conflict"',
    fix: 'set the annotation kustomize.toolkit.fluxcd.io/force: enabled on the objects that need it',
  },
});

/** `force` on Flux Kustomizations, and on objects that it must never be set on. */
export const forceChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkForce }];

/** Most objects that a message names. */
const shown = 5;

function checkForce(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations, objectsOf } = fluxTree(view);
  for (const kustomization of kustomizations) {
    if (kustomization.spec['force'] !== true) continue;
    const lost = objectsOf(kustomization).flatMap(entry => lossOf(entry) ?? []);
    const report = reportFor(kustomization.entry);
    if (lost.length === 0) report.add(rule['FLUX-FORCE-ON'], 'spec.force', { value: true });
    else
      report.add(rule['FLUX-FORCE-STATEFUL'], 'spec.force', {
        value: true,
        message: `force deletes and recreates objects at every answer "invalid" or "conflict": ${listed(lost)}`,
      });
  }
  for (const entry of view.objects) {
    const loss = hasPolicy(entry, 'force', 'enabled') ? lossOf(entry) : undefined;
    if (loss === undefined) continue;
    const path = 'metadata.annotations[kustomize.toolkit.fluxcd.io/force]';
    reportFor(entry).add(rule['FLUX-FORCE-STATEFUL'], path, {
      value: 'enabled',
      message: `force deletes and recreates the object at every answer "invalid" or "conflict": ${loss}`,
    });
  }
}

function listed(lost: readonly string[]): string {
  const more = lost.length - shown;
  return `${lost.slice(0, shown).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** What is gone when an object is deleted and made anew. */
const losses: Readonly<Record<string, string>> = {
  'core.gardener.cloud/Shoot': 'the cluster, once its deletion is confirmed',
  'core.gardener.cloud/Seed': 'the seed, unless Shoots run on it',
  'core.gardener.cloud/Project': 'the namespace of the project with all in it, once its deletion is confirmed',
  'core.gardener.cloud/CloudProfile': 'the profile, unless Shoots use it',
  'core.gardener.cloud/BackupBucket': 'the backups of etcd',
  'core.gardener.cloud/ControllerRegistration': 'the extension in all seeds',
  'operator.gardener.cloud/Garden': 'the virtual garden with everything in it, once its deletion is confirmed',
  'seedmanagement.gardener.cloud/Gardenlet': 'the gardenlet',
  'seedmanagement.gardener.cloud/ManagedSeed': 'the seed',
  '/Namespace': 'everything in the namespace',
  '/PersistentVolumeClaim': 'its data',
  '/PersistentVolume': 'its data, unless the volume is retained',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of the kind',
};

function lossOf(entry: ViewObject): string | undefined {
  const { object } = entry;
  const loss = losses[`${groupOf(object.apiVersion)}/${object.kind}`] ?? statefulSetLoss(entry);
  return loss === undefined ? undefined : `${displayName(referenceOf(entry))}: ${loss}`;
}

function statefulSetLoss({ object }: ViewObject): string | undefined {
  if (object.kind !== 'StatefulSet') return undefined;
  const spec = mapAt(object, 'spec');
  const claims = mapsOf(spec['volumeClaimTemplates']).length;
  const deletes = mapAt(spec, 'persistentVolumeClaimRetentionPolicy')['whenDeleted'] === 'Delete';
  if (deletes && claims > 0) return 'all replicas at once, and their volumes';
  return claims > 0 ? 'all replicas at once; their volumes stay' : 'all replicas at once';
}
