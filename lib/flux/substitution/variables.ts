import { isMap } from '../../core/plain-map';
import type { View } from '../../rules/view';
import { mapAt, mapsOf, textOf } from '../plain';
import { shootInfoKeys } from '../config/applied-objects';
import type { FluxKustomization } from '../tree/flux-kustomization';
import { fluxTree } from '../tree/flux-tree';
import { isGivenByBuild, isGivenByOwner } from '../tree/given';

/** What is known about the variables of a Flux Kustomization. */
export interface DeclaredVariables {
  /** Values of those that are written inline or in a ConfigMap of the tree; undefined where the value is not known, or secret. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Some may come from objects that the tree does not hold. */
  readonly isOpen: boolean;
  /** Whether Flux substitutes at all: it does with a variable, or with strategy Always. */
  readonly isActive: boolean;
}

/** What a patch says that declares variables. */
const given = /\bsubstitute(?:From)?\b/;

/** The variables of a Flux Kustomization; inline ones win. Source: fluxcd/pkg:kustomize/kustomize_varsub.go */
export function declaredVariables(kustomization: FluxKustomization, view: View): DeclaredVariables {
  const { entry, namespace, spec } = kustomization;
  const postBuild = mapAt(spec, 'postBuild');
  const values = new Map<string, string | undefined>();
  let isOpen = isGivenByOwner(kustomization, fluxTree(view), given) || isGivenByBuild(view, given);
  for (const from of mapsOf(postBuild['substituteFrom'])) {
    const found = valuesOf(view, {
      cluster: entry.cluster,
      kind: textOf(from['kind']),
      namespace,
      name: textOf(from['name']),
    });
    if (found === undefined) isOpen = true;
    else for (const [name, value] of found) values.set(name, value);
  }
  for (const [name, value] of Object.entries(mapAt(postBuild, 'substitute')))
    values.set(name, typeof value === 'string' ? value.replaceAll('\n', '') : undefined);
  const isActive =
    isMap(spec['postBuild']) && (isOpen || values.size > 0 || postBuild['substituteStrategy'] === 'Always');
  return { values, isOpen, isActive };
}

interface Place {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The keys of a ConfigMap or Secret; the values of a Secret are nobody's business. */
function valuesOf(view: View, place: Place): ReadonlyMap<string, string | undefined> | undefined {
  const { cluster, kind, namespace, name } = place;
  const found = view
    .ofKind('', kind)
    .filter(
      ({ object, ...entry }) =>
        entry.cluster === cluster &&
        object.metadata.name === name &&
        [namespace, ''].includes(object.metadata.namespace ?? ''),
    );
  if (found.length === 0) {
    const isShootInfo = kind === 'ConfigMap' && name === 'shoot-info';
    return isShootInfo ? new Map(shootInfoKeys.map(key => [key, undefined])) : undefined;
  }
  // several of one name belong to clusters that only their folders tell apart
  return new Map(found.flatMap(({ object }) => [...valuesIn(object, kind === 'Secret')]));
}

function valuesIn(
  { data, stringData }: Readonly<Record<string, unknown>>,
  isSecret: boolean,
): ReadonlyMap<string, string | undefined> {
  const values = { ...(isMap(data) && data), ...(isMap(stringData) && stringData) };
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key,
      isSecret || typeof value !== 'string' ? undefined : value.replaceAll('\n', ''),
    ]),
  );
}
