import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable, type Rule } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { mapAt, mapsOf, textOf } from '../plain';
import {
  dependenciesOf,
  sourceGroup,
  sourceKey,
  sourceOf,
  type FluxKustomization,
  type FluxReference,
} from './flux-kustomization';
import { artifactNames, fluxTree, isBuildFile } from './flux-tree';

const rule = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9', {
  'FLUX-DEPENDS-MISSING': 'the Flux Kustomization that this one waits for does not exist: it is never applied',
  'FLUX-SOURCE-MISSING': 'the source does not exist',
  'FLUX-SUBSTITUTE-MISSING': 'the object with the variables does not exist: the build fails',
  'FLUX-PATH-MISSING': {
    reason: 'nothing lies below the path: the build fails, or everything that was there is pruned',
  },
  'FLUX-REF-UNSEEN': {
    severity: 'notice',
    reason: 'the tree does not hold what is referred to, nor any other object of that kind there',
  },
});

/** References from Flux Kustomizations: to others, to sources, to variables, to folders. */
export const referenceChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkReferences }];

/** ConfigMap that the extension shoot-flux keeps in each shoot. */
const shootInfo = 'shoot-info';

function checkReferences(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations } = fluxTree(view);
  const unseen = new Set<string>();
  for (const kustomization of kustomizations) {
    const report = reportFor(kustomization.entry);
    const context = { view, kustomization, report, unseen };
    for (const [index, reference] of dependenciesOf(kustomization).entries())
      checkReference(
        reference,
        { at: `spec.dependsOn[${index}].name`, missing: rule['FLUX-DEPENDS-MISSING'] },
        context,
      );
    checkSource(context);
    checkVariables(context);
  }
  checkPaths(view, reportFor);
}

interface Context {
  readonly view: View;
  readonly kustomization: FluxKustomization;
  readonly report: Report;
  /** References that were reported: what a whole tree refers to is said once. */
  readonly unseen: Set<string>;
}

interface Wanted {
  readonly at: string;
  readonly missing: Rule;
}

function checkSource(context: Context): void {
  const source = sourceOf(context.kustomization);
  if (source.kind !== 'ExternalArtifact') {
    checkReference(source, { at: 'spec.sourceRef.name', missing: rule['FLUX-SOURCE-MISSING'] }, context);
    return;
  }
  const { view, kustomization, report } = context;
  const names = artifactNames(view, kustomization.entry.cluster);
  const key = `${source.namespace}/${source.name}`;
  if (names.has(key)) return;
  const namesThere = [...names]
    .filter(name => name.startsWith(`${source.namespace}/`))
    .map(name => name.slice(source.namespace.length + 1));
  reportMissing(
    source,
    { at: 'spec.sourceRef.name', missing: rule['FLUX-SOURCE-MISSING'], candidates: namesThere },
    report,
  );
}

function checkVariables(context: Context): void {
  const { spec, namespace } = context.kustomization;
  for (const [index, from] of mapsOf(mapAt(spec, 'postBuild')['substituteFrom']).entries()) {
    const reference = { kind: textOf(from['kind']), name: textOf(from['name']), namespace };
    if (from['optional'] === true || (reference.kind === 'ConfigMap' && reference.name === shootInfo)) continue;
    const at = `spec.postBuild.substituteFrom[${index}].name`;
    checkReference(reference, { at, missing: rule['FLUX-SUBSTITUTE-MISSING'] }, context);
  }
}

const groups: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize.toolkit.fluxcd.io',
  ConfigMap: '',
  Secret: '',
};

/** A namespace that is not written may be filled in by a kustomization.yaml, which the tree does not show. */
function mayBeSame(a: string, b: string): boolean {
  return a === b || a === '' || b === '';
}

/** A reference to nothing is an error in a whole landscape, and where the tree holds objects of that kind; else nobody can tell. */
function checkReference(
  reference: FluxReference,
  wanted: Wanted,
  { view, kustomization, report, unseen }: Context,
): void {
  const group = groups[reference.kind] ?? sourceGroup;
  if (view.isExternal(group, reference.kind, reference.namespace, reference.name)) return;
  const there = view
    .ofKind(group, reference.kind)
    .filter(
      ({ cluster, object }) =>
        cluster === kustomization.entry.cluster && mayBeSame(object.metadata.namespace ?? '', reference.namespace),
    )
    .map(({ object }) => object.metadata.name ?? '');
  if (there.includes(reference.name)) return;
  const candidates = there.filter(name => reference.kind !== 'Kustomization' || name !== kustomization.name);
  if (there.length > 0 || (view.complete && reference.kind !== 'Secret')) {
    reportMissing(reference, { ...wanted, candidates }, report);
    return;
  }
  const meant = namesake(reference, group, { view, kustomization });
  if (meant !== undefined) {
    report.notFound(wanted.missing, wanted.at, reference.name, {
      message: `${describe(reference)}: ${wanted.missing.reason}`,
      fix: `did you mean ${describe(meant)}?`,
    });
    return;
  }
  const key = `${kustomization.entry.cluster} ${describe(reference)}`;
  if (unseen.has(key)) return;
  unseen.add(key);
  report.add(rule['FLUX-REF-UNSEEN'], wanted.at, {
    value: reference.name,
    message: `${describe(reference)} is not in the tree`,
  });
}

/** An object of the same name in a namespace that is called almost the same, or another kind of source; the Flux Operator makes sources that no tree holds. */
function namesake(
  reference: FluxReference,
  group: string,
  { view, kustomization: { entry } }: Pick<Context, 'view' | 'kustomization'>,
): FluxReference | undefined {
  const isThere = ({ cluster, object }: ViewObject): boolean =>
    cluster === entry.cluster && object.metadata.name === reference.name;
  const namespaces = view
    .ofKind(group, reference.kind)
    .filter(isThere)
    .map(({ object }) => object.metadata.namespace ?? '');
  const namespace = suggest(reference.namespace, namespaces);
  if (namespace !== undefined) return { ...reference, namespace };
  if (!sourceKinds.includes(reference.kind) || view.ofKind('fluxcd.controlplane.io', 'FluxInstance').length > 0)
    return undefined;
  const kind = sourceKinds.find(other =>
    view
      .ofKind(group, other)
      .some(source => isThere(source) && source.object.metadata.namespace === reference.namespace),
  );
  return kind === undefined ? undefined : { ...reference, kind };
}

const sourceKinds = ['GitRepository', 'OCIRepository', 'Bucket'];

function reportMissing(
  reference: FluxReference,
  { at, missing, candidates }: Wanted & { candidates: readonly string[] },
  report: Report,
): void {
  const meant = suggest(reference.name, candidates);
  report.notFound(missing, at, reference.name, {
    message: `${describe(reference)}: ${missing.reason}`,
    ...(meant !== undefined && { fix: `did you mean ${meant}?` }),
  });
}

function describe({ kind, namespace, name }: FluxReference): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Only where other paths of the same source are found: else its files lie in another repository. */
function checkPaths(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations, objectsOf, pathOf, ownersOfFile } = fluxTree(view);
  const isSeen = (kustomization: FluxKustomization): boolean =>
    (pathOf(kustomization)?.length ?? 0) > 0 && objectsOf(kustomization).length > 0;
  const seen = kustomizations.filter(isSeen);
  const seenSources = new Set(seen.map(sourceKey));
  // a kustomization.yaml alone may list what lies elsewhere, or nothing yet
  const built = new Set(view.objects.filter(isBuildFile).flatMap(entry => ownersOfFile(entry.origin()?.file ?? '')));
  for (const kustomization of kustomizations) {
    const path = pathOf(kustomization);
    if (path === undefined || path.length === 0 || objectsOf(kustomization).length > 0) continue;
    if (built.has(kustomization)) continue;
    if (!seenSources.has(sourceKey(kustomization)) || hasChild(path, seen.map(pathOf))) continue;
    const folders = seen.map(other => textOf(other.spec['path']));
    const given = textOf(kustomization.spec['path']);
    const meant = suggest(given, folders);
    reportFor(kustomization.entry).notFound(rule['FLUX-PATH-MISSING'], 'spec.path', given, {
      ...(meant !== undefined && { fix: `did you mean ${meant}?` }),
    });
  }
}

/** A folder without objects of its own may hold others that have a Kustomization each. */
function hasChild(path: readonly string[], others: readonly (readonly string[] | undefined)[]): boolean {
  return others.some(
    other => other !== undefined && other.length > path.length && path.every((name, i) => name === other[i]),
  );
}
