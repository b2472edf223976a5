import * as path from 'node:path';
import { dropNulls } from '../api/nulls';
import { validateObject } from '../api/validate';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import type { Registry } from '../api/registry';
import type { UnitPlace } from '../core/unit-place';
import type { Acceptance } from '../rules/acceptance';
import { isMalformed, Judge, type Judgement } from '../rules/judge';
import type { Facts } from '../rules/facts';
import type { Topic } from '../rules/topic';
import { View, type ViewObject } from '../rules/view';
import { gardenerOf, newestGardener } from './gardener-version';
import type { ManifestTree, TreeObject } from './read-tree';
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
  /** Kinds with a schema. @default those of this package */
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
  const gardener = options.gardener ?? gardenerOf(tree.objects) ?? newestGardener;
  const judge = new Judge();
  for (const finding of tree.findings) judge.addGlobal(finding);
  const objectJudge = new ObjectJudge(judge, gardener, options);
  const landscapes = new Map<string, ViewObject[]>();
  for (const object of tree.objects) {
    const { landscape, ...place } = placeOf(object.file);
    const entry = objectJudge.judge(object, place);
    const entries = landscapes.get(landscape);
    if (entries === undefined) landscapes.set(landscape, [entry]);
    else entries.push(entry);
  }
  const { now, factsOf } = options;
  const views = [...landscapes].map(
    ([landscape, objects]) =>
      new View({
        objects,
        gardener,
        ...(now !== undefined && { now }),
        ...(factsOf !== undefined && { facts: factsOf(landscape) }),
      }),
  );
  for (const view of views) judge.run(view, options.topics);
  return { ...judge.result(options.acceptances), gardener, views };
}

/** Judges objects one by one by what is known about their kinds. */
class ObjectJudge {
  private readonly into: Judge;
  private readonly gardener: string;
  private readonly options: TreeOptions;
  /** Kinds without a schema that were named already: one notice is enough. */
  private readonly noted = new Set<string>();

  constructor(into: Judge, gardener: string, options: TreeOptions) {
    this.into = into;
    this.gardener = gardener;
    this.options = options;
  }

  judge(read: TreeObject, place: UnitPlace): ViewObject {
    const { registry } = this.options;
    const findings = validateObject(read.object, {
      gardener: this.gardener,
      ...(registry !== undefined && { registry }),
    });
    const entry: ViewObject = {
      ...place,
      object: withMetadata(dropNulls(read.object) as KubernetesObject),
      ...(findings.some(isMalformed) && { malformed: true }),
      origin: path => read.origin(path),
    };
    this.into.add(
      entry,
      findings.flatMap(finding => this.shown(finding, read.object)),
    );
    return entry;
  }

  private shown(finding: Finding, { apiVersion, kind }: KubernetesObject): Finding[] {
    if (finding.rule !== 'SCHEMA-NO-SCHEMA') return [finding];
    if (this.options.strict === true) return [{ ...finding, severity: 'error' }];
    const key = `${apiVersion} ${kind}`;
    if (this.noted.has(key)) return [];
    this.noted.add(key);
    return [finding];
  }
}

/** Rules look into metadata without asking whether it is there; that it is missing is found by the schema. */
function withMetadata(object: KubernetesObject): KubernetesObject {
  const { metadata } = object as { readonly metadata?: unknown };
  return typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)
    ? object
    : { ...object, metadata: {} };
}

/** Files of one folder are applied together, where the layout tells nothing else. */
function placeOf(file: string): FilePlace {
  return placeOfFile(file) ?? { landscape: '', cluster: '', unit: path.posix.dirname(file) };
}
