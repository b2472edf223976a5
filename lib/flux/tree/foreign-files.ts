import * as path from 'node:path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { mapAt, textOf, textsOf } from '../plain';
import { sourceGroup, sourceOf, type FluxKustomization } from './flux-kustomization';
import { fluxTree, isBuildFile, type FluxTree } from './flux-tree';
import { coverage, fileFolder } from './folders';

const rule = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9, measured with kustomize 5.8.1', {
  'FLUX-FOREIGN-FILE': {
    reason:
      'what lies below the path of a Flux Kustomization must be an object with apiVersion, kind and name: the build fails',
    fix: 'move the file out of the folder, or list the other files in a kustomization.yaml',
  },
});

/** What Flux would take for a manifest, and is none. */
export const foreignFileChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkForeign }];

function checkForeign(view: View, reportFor: (entry: ViewObject) => Report): void {
  const tree = fluxTree(view);
  for (const kustomization of tree.kustomizations)
    for (const entry of tree.objectsOf(kustomization))
      if (!isNamed(entry)) reportFor(entry).add(rule['FLUX-FOREIGN-FILE'], '');
  if (tree.kustomizations.length > 0 && view.foreignFiles.length > 0) checkFiles(view, tree, reportFor);
}

function isNamed({ object: { apiVersion, kind, metadata } }: ViewObject): boolean {
  const hasName = textOf(metadata.name) !== '' || textOf(metadata.generateName) !== '';
  return textOf(apiVersion) !== '' && textOf(kind) !== '' && hasName;
}

function checkFiles(view: View, tree: FluxTree, reportFor: (entry: ViewObject) => Report): void {
  const builds = buildFiles(view);
  for (const file of view.foreignFiles.filter(name => !isLeftOut(name)))
    for (const owner of tree.ownersOfFile(file)) {
      if (hasIgnoreRules(owner, view) || !isTaken(file, builds, topOf(file, owner, tree))) continue;
      reportFor(owner.entry).add(rule['FLUX-FOREIGN-FILE'], 'spec.path', {
        value: file,
        message: `${file} is no object: the build fails`,
      });
    }
}

/** YAML that source-controller leaves out unless it is told otherwise. Source: fluxcd/pkg:sourceignore/sourceignore.go */
const leftOut: ReadonlySet<string> = new Set([
  '.git',
  '.github',
  '.circleci',
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
  '.goreleaser.yml',
  '.sops.yaml',
  '.flux.yaml',
]);

const isLeftOut = (file: string): boolean => file.split('/').some(name => leftOut.has(name));

/** What the source leaves out by rules of its own may be this file. */
function hasIgnoreRules(owner: FluxKustomization, view: View): boolean {
  const { kind, namespace, name } = sourceOf(owner);
  return textOf(mapAt(view.find(sourceGroup, kind, namespace, name)?.object, 'spec')['ignore']) !== '';
}

/** By folder, what each kustomization.yaml lists. */
function buildFiles(view: View): ReadonlyMap<string, readonly string[]> {
  return new Map(
    view.objects.filter(isBuildFile).map(entry => {
      const folder = path.posix.dirname(entry.origin()?.file ?? '');
      return [folder, textsOf(entry.object['resources']).map(resource => path.posix.join(folder, resource))];
    }),
  );
}

/** How many names of the file's folder lie at or above the path of its owner. */
function topOf(file: string, owner: FluxKustomization, tree: FluxTree): number {
  return coverage(tree.pathOf(owner) ?? [], fileFolder(file)) ?? 0;
}

/** Whether the build reads a file: the nearest kustomization.yaml lists it, or there is none up to the path, and Flux lists everything. */
function isTaken(file: string, builds: ReadonlyMap<string, readonly string[]>, top: number): boolean {
  const { folder } = fileFolder(file);
  for (let depth = folder.length; depth >= top; depth--) {
    const listed = builds.get(folder.slice(0, depth).join('/') || '.');
    if (listed !== undefined) return listed.includes(file);
  }
  return true;
}
