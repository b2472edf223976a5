// A single wrong letter in the example landscapes: in a key that a schema names, in a value of a closed set, in a reference.
import * as path from 'node:path';
import { factsOfTree } from '../../lib/cli/tree-facts';
import { judgeTree } from '../../lib/manifests/judge-tree';
import { readManifests } from '../../lib/manifests/manifest-file';
import { readTree, type ManifestTree, type TreeObject } from '../../lib/manifests/read-tree';
import { objects } from '../../lib/rules/objects/topic';
import { topics } from '../../lib/topics';
import { declaredNames, slipsOf, type Slip } from './sweep/places';

/** Every so many-th slip is tried; `SWEEP_EVERY=1` tries all of them, which takes some minutes. */
const every = Number(process.env['SWEEP_EVERY'] ?? 60);

const options = { topics: [objects, ...topics], now: new Date('2026-11-25'), factsOf: factsOfTree(undefined) };

function found(tree: ManifestTree): { readonly severity: string; readonly path: string; readonly rule: string }[] {
  return judgeTree(tree, options).findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
}

/** The tree as it is read with one object changed. */
function changed(tree: ManifestTree, index: number, { object }: Slip): ManifestTree {
  const { file } = tree.objects[index] as TreeObject;
  const read = readManifests(JSON.stringify(object), file);
  const next = read.objects.map(entry => ({ ...entry, file }));
  return {
    ...tree,
    objects: tree.objects.toSpliced(index, 1, ...next),
    findings: [...tree.findings, ...read.findings],
  };
}

/** What docs/precision.md lists: names of things that no object of the tree declares. */
const unseen =
  /^(?:Garden|Gardenlet|ManagedSeed) .*(?:provider\.zones|provider\.region)|^GitRepository spec\.secretRef\.name|^ClusterRoleBinding subjects/;

test.each(['dist/meadow', 'dist/meadow-dev'])('%s: every slip is found, with its path', folder => {
  const tree = readTree([path.relative(process.cwd(), path.resolve(__dirname, '../..', folder))]);
  expect(found(tree)).toEqual([]);
  const names = declaredNames(tree.objects);
  const missed: string[] = [];
  let tried = 0;
  for (const [index, object] of tree.objects.entries())
    for (const slip of slipsOf(object, names)) {
      if (tried++ % every !== 0) continue;
      const findings = found(changed(tree, index, slip));
      const line = `${object.object.kind} ${slip.path}`;
      if (!findings.some(finding => isAt(finding.path, slip.path)) && !unseen.test(line))
        missed.push(
          `${slip.what} ${object.file} ${line}: ${findings.map(({ rule, path: at }) => `${rule} ${at}`).join(', ')}`,
        );
    }
  expect(missed.length).toBeLessThanOrEqual(Math.ceil(tried / every / 100));
});

/** At the place, in it, or at the object around it, where what is missing is missed. */
function isAt(at: string, place: string): boolean {
  return at === place || at.startsWith(`${place}.`) || parentOf(at) === parentOf(place) || at === parentOf(place);
}

function parentOf(place: string): string {
  return place.replace(/(?:\.[^.[\]]+|\[[^\]]*\])$/, '');
}
