import type { Prediction } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { appliedObjects, type Applied } from './applied-objects';
import { judgeFluxConfig } from './judge';
import { fluxEntryOf } from './shoot-checks';

/** What the extension will apply to shoots, the installation itself and the content of Secrets aside. */
export function* predictBootstrap(view: View): Iterable<Prediction> {
  for (const entry of view.ofKind('core.gardener.cloud', 'Shoot')) {
    const flux = fluxEntryOf(entry);
    const cluster = shootCluster(entry, view);
    if (flux === undefined || cluster === undefined) continue;
    const { defaulted, valid } = judgeFluxConfig(flux);
    if (defaulted === undefined || !valid) continue;
    const seen = new Set<string>();
    for (const applied of appliedObjects(defaulted, flux.resources)) {
      if (!isWhole(applied)) continue;
      const { kind, metadata } = applied.object;
      const key = `${kind} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
      if (!seen.has(key)) yield { cluster, object: applied.object, because: entry };
      seen.add(key);
    }
  }
}

/** Secrets and `shoot-info` hold what only the controller knows. */
function isWhole(applied: Applied): applied is Exclude<Applied, { readonly step: 1 }> {
  return 'object' in applied && applied.copiedFrom === undefined && applied.dataKeys === undefined;
}

/** `shoots/<project>/<shoot>`: the project is the one whose namespace the Shoot lies in. */
function shootCluster({ object }: ViewObject, view: View): string | undefined {
  const { namespace = '', name = '' } = object.metadata;
  const project = view
    .ofKind('core.gardener.cloud', 'Project')
    .find(
      ({ object: candidate }) => (candidate['spec'] as { namespace?: string } | undefined)?.namespace === namespace,
    );
  const derived = namespace === 'garden' ? 'garden' : /^garden-(.+)$/.exec(namespace)?.[1];
  const owner = project?.object.metadata.name ?? derived;
  return owner === undefined ? undefined : `shoots/${owner}/${name}`;
}
