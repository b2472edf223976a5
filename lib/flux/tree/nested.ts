import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { textOf } from '../plain';
import { targetOf } from './contents';
import { sourceKey, type FluxKustomization } from './flux-kustomization';
import { fluxTree, isBuildFile } from './flux-tree';
import { isBelow, objectFolder, type Folder } from './folders';

const rule = ruleTable('fluxcd/pkg:kustomize/kustomize_generator.go', {
  'FLUX-NESTED-PATH': {
    severity: 'warning',
    reason:
      'without a kustomization.yaml Flux applies all that lies below a path, so that a path inside of it has two owners',
    fix: 'move one of the folders, or list in a kustomization.yaml of the outer one what belongs to it',
  },
});

/** Flux Kustomizations whose path lies in that of another one, which applies the same files. */
export const nestedChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkNested }];

function checkNested(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations, objectsOf, pathOf } = fluxTree(view);
  const listed = new Set(view.objects.filter(isBuildFile).map(entry => keyOf(objectFolder(entry).folder)));
  const isRead = (path: Folder, kustomization: FluxKustomization): boolean =>
    objectsOf(kustomization)
      .map(objectFolder)
      .some(({ folder, isFile }) => isFile && isBelow(path, folder));
  for (const inner of kustomizations) {
    const path = pathOf(inner) ?? [];
    const outer = kustomizations.find(
      other => reaches(pathOf(other) ?? [], path, listed) && isSameTarget(other, inner),
    );
    if (outer === undefined || !isRead(path, inner)) continue;
    reportFor(inner.entry).add(rule['FLUX-NESTED-PATH'], 'spec.path', {
      value: textOf(inner.spec['path']),
      message: `${outer.name} applies ${textOf(outer.spec['path'])} with all that lies below, because it holds no kustomization.yaml: ${outer.name} and ${inner.name} take the same objects from each other`,
    });
  }
}

function isSameTarget(a: FluxKustomization, b: FluxKustomization): boolean {
  return a !== b && sourceKey(a) === sourceKey(b) && targetOf(a) === targetOf(b);
}

/** The root of a repository is often built by what the tree does not show. A kustomization.yaml on the way lists what is applied. */
function reaches(outer: Folder, inner: Folder, listed: ReadonlySet<string>): boolean {
  if (outer.length === 0 || outer.length >= inner.length || !isBelow(outer, inner)) return false;
  const between = inner.slice(outer.length).map((_, depth) => inner.slice(0, outer.length + depth));
  return !between.some(folder => listed.has(keyOf(folder)));
}

const keyOf = (folder: Folder): string => folder.join('/');
