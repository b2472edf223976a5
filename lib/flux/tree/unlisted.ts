import * as path from 'node:path';
import { isMap } from '../../core/plain-map';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { fluxTree, isBuildFile } from './flux-tree';

const rule = ruleTable('kustomize v5.8.1, kustomize-controller:docs/spec/v1/kustomizations.md v1.9', {
  'FLUX-FILE-UNLISTED': {
    severity: 'warning',
    reason: 'the kustomization.yaml of the folder does not list the file: Flux does not apply it',
    fix: 'add it to resources, or move it elsewhere',
  },
});

/** Files below a Flux Kustomization that nobody applies. */
export const unlistedChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkUnlisted }];

function checkUnlisted(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations, ownersOf } = fluxTree(view);
  if (kustomizations.length === 0) return;
  const built = new Set<string>();
  const mentioned = new Set<string>();
  for (const entry of view.objects) {
    const file = isBuildFile(entry) ? entry.origin()?.file : undefined;
    if (file === undefined) continue;
    const folder = path.posix.dirname(file);
    built.add(folder);
    for (const text of textsIn(entry.object)) mentioned.add(path.posix.join(folder, text));
  }
  const reported = new Set<string>();
  for (const entry of built.size === 0 ? [] : view.objects) {
    if (ownersOf(entry).length === 0) continue;
    const file = entry.origin()?.file ?? '';
    if (!built.has(path.posix.dirname(file)) || mentioned.has(file) || reported.has(file)) continue;
    reported.add(file);
    reportFor(entry).add(rule['FLUX-FILE-UNLISTED'], '', { value: file });
  }
}

/** Every text of a kustomization.yaml may name a file: resources, patches, generators, components. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('\n') ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isMap(value) ? Object.values(value).flatMap(textsIn) : [];
}
