import * as path from 'node:path';
import { gardenerMinor } from '../api/gardener-minor';
import { withDefinedKinds } from '../kubernetes/custom-resource/defined-kinds';
import { builtinRegistry, type Registry } from '../api/registry';
import { groupOf } from '../core/object';
import type { Acceptance } from '../rules/acceptance';
import type { Facts } from '../rules/facts';
import { Judge, type Judgement } from '../rules/judge';
import type { Topic } from '../rules/topic';
import { View, type ViewObject, type ViewProps } from '../rules/view';
import { withoutEchoes } from './echoes';
import { gardenerOf, newestGardener, versionNotices } from './gardener-version';
import { KustomizeTree } from './kustomize/kustomize-tree';
import { ObjectJudge, type JudgedEntry } from './object-judge';
import { objectFinding, rule } from './read-rules';
import type { ManifestTree } from './read-tree';
import { deliveryOf, isDelivery, judgePart } from './delivery';
import { Revision, type Surroundings } from './revision';
import { placeOfFile, type FilePlace } from './tree-place';

/** By whose rules a tree is judged. */
export interface TreeOptions {
  readonly topics: readonly Topic[];
  /** Gardener version. @default the one that the tree names, else the newest known */
  readonly gardener?: string;
  /** A kind without a schema is an error. @default false: a notice */
  readonly strict?: boolean;
  /** Observations, by the folder of a landscape as the layout shows it. @default none */
  readonly factsOf?: (landscape: string) => Facts;
  /** The instant that decides about expiry. @default no clock */
  readonly now?: Date;
  /** @default none */
  readonly acceptances?: readonly Acceptance[];
  /** Kinds with a schema, beside those that the tree defines. @default those of this package */
  readonly registry?: Registry;
}

/** A judged tree. */
export interface TreeJudgement extends Judgement {
  readonly gardener: string;
  /** One per landscape that the layout of the tree shows; one for all files elsewhere. */
  readonly views: readonly View[];
}

/** Judges the objects of any tree of YAML with the rules that judge our own synth. */
export function judgeTree(tree: ManifestTree, options: TreeOptions): TreeJudgement {
  const gardener = options.gardener ?? gardenerOf(tree) ?? newestGardener;
  const { now, topics, strict = false } = options;
  const objects = [...tree.objects, ...(tree.context ?? [])];
  const registry = withDefinedKinds(
    options.registry ?? builtinRegistry(),
    objects.map(({ object }) => object),
  );
  const kustomize = new KustomizeTree(objects);
  const judged = judgeObjects(
    tree,
    new ObjectJudge({ gardener, strict, registry, kustomize, selected: tree.selected === true }),
  );
  const surroundings = surroundingsOf(judged, { kustomize, gardener, selected: tree.selected === true });
  const revision = new Revision(surroundings);
  const { revise } = revision;
  const judge = new Judge(revise);
  for (const finding of tree.findings)
    if (!kustomize.isPatchFile(finding.origin?.file)) judge.addGlobal(revision.reviseGlobal(finding));
  for (const { entry, findings } of judged) judge.add(entry, findings);
  const landscapes = landscapesOf(judged);
  const foreignFiles = foreignFilesOf(tree);
  const viewOf = (objects: readonly ViewObject[], landscape: string): View =>
    new View({
      objects,
      gardener,
      foreignFiles,
      ...knownOf(tree, landscape),
      ...(now !== undefined && { now }),
      ...(options.factsOf !== undefined && { facts: options.factsOf(landscape) }),
    });
  const views = [...landscapes].map(([landscape, objects]) => viewOf(objects, landscape));
  const delivery = deliveryOf(landscapes);
  const isDelivered = delivery.length > 0;
  for (const view of views)
    if (!isDelivered || view.objects !== landscapes.get('')) judge.run(view, topics);
    else judgePart(view, judge, { topics, revise, keeps: id => !isDelivery(id) });
  if (isDelivered) judgePart(viewOf(delivery, ''), judge, { topics, revise, keeps: isDelivery });
  for (const entry of revision.placeholders) judge.add(entry, [objectFinding(rule['READ-PLACEHOLDER'])]);
  const { findings, accepted } = judge.result(options.acceptances);
  return { findings: [...withoutEchoes(findings), ...versionNotices(gardener, findings)], accepted, gardener, views };
}

/** JSON is left alone by kustomize and Flux, as long as nobody lists it. */
function foreignFilesOf({ findings }: ManifestTree): readonly string[] {
  const files = findings.flatMap(({ rule: id, origin }) =>
    id === rule['READ-NO-OBJECT'].id ? (origin?.file ?? []) : [],
  );
  return [...new Set(files)].filter(file => /\.ya?ml$/.test(file));
}

/** A rendered landscape is judged as its app judged it: all of it is here, or known to be elsewhere. */
function knownOf(tree: ManifestTree, landscape: string): Pick<ViewProps, 'complete' | 'externals'> {
  const known = tree.landscapes?.get(landscape);
  return known === undefined ? {} : { complete: true, externals: known.externals };
}

interface Judged extends JudgedEntry {
  readonly landscape: string;
}

function judgeObjects(tree: ManifestTree, objectJudge: ObjectJudge): Judged[] {
  return tree.objects.map(object => {
    const { landscape, ...place } = placeOf(object.file);
    const judged = objectJudge.judge(object, place);
    const findings = judged.fragment ? [...judged.findings, objectFinding(rule['READ-FRAGMENT'])] : judged.findings;
    return { ...judged, findings, landscape };
  });
}

/** Fragments belong to no landscape: what they become is not known. */
function landscapesOf(judged: readonly Judged[]): Map<string, ViewObject[]> {
  const landscapes = new Map<string, ViewObject[]>();
  for (const { entry, fragment, landscape } of judged) {
    if (fragment) continue;
    const entries = landscapes.get(landscape);
    if (entries === undefined) landscapes.set(landscape, [entry]);
    else entries.push(entry);
  }
  return landscapes;
}

interface Known {
  readonly kustomize: KustomizeTree;
  readonly gardener: string;
  readonly selected: boolean;
}

function surroundingsOf(judged: readonly Judged[], { kustomize, gardener, selected }: Known): Surroundings {
  let names: Set<string> | undefined;
  const gitops = judged.some(({ entry }) => groupOf(entry.object.apiVersion).endsWith('toolkit.fluxcd.io'));
  return {
    selected,
    completed: new Set(judged.filter(({ completed }) => completed).map(({ entry }) => entry)),
    names: () =>
      (names ??= new Set(
        judged
          .map(({ entry }) => entry.object.metadata.name)
          .filter((name): name is string => typeof name === 'string'),
      )),
    gitops,
    minor: gardenerMinor(gardener),
    hasGarden: judged.some(({ entry }) => entry.object.kind === 'Garden'),
    isBuilt: file => gitops || kustomize.isBuilt(file),
  };
}

/** Files of one folder are applied together, where the layout tells nothing else. */
function placeOf(file: string): FilePlace {
  return placeOfFile(file) ?? { landscape: '', cluster: '', unit: path.posix.dirname(file) };
}
