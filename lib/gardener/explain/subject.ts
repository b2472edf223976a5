import { suggest } from '../../core/suggest';
import type { KubernetesObject } from '../../core/object';
import type { ExplainedSubject } from '../../rules/explanation';
import type { View, ViewObject } from '../../rules/view';
import { projectOfNamespace } from '../project-name';

/** The object that a text such as `seed/soil`, `shoot/dev/crazy-botany` or `shoot/dev/crazy-botany/arm` names. */
export type FoundSubject =
  | { readonly view: View; readonly subject: ExplainedSubject }
  | { readonly problem: string; readonly near?: string | undefined };

interface Named {
  readonly view: View;
  readonly entry: ViewObject;
  /** How the object may be called, in small letters. */
  readonly names: readonly string[];
}

/**
 * Finds an object of some trees by its kind (in any case) and name; objects with a namespace are told by namespace or project, and a Seed that the
 * tree does not hold by what makes it. What follows the name is a part: the worker pool of a Shoot. Looks up what else was meant when there is
 * none.
 */
export function findSubject(views: readonly View[], text: string): FoundSubject {
  const named = views.flatMap(view =>
    view.objects.map((entry): Named => ({ view, entry, names: namesOf(view, entry.object) })),
  );
  const [whole, ...others] = objectsNamed(named, text);
  if (whole !== undefined && others.length > 0) return { problem: inSeveral(text, [whole, ...others]) };
  if (whole !== undefined) return { view: whole.view, subject: { entry: whole.entry } };
  const slash = text.lastIndexOf('/');
  const [parent, part] = [text.slice(0, slash), text.slice(slash + 1)];
  const [owner, ...twins] = objectsNamed(named, parent);
  const parts = owner === undefined ? [] : partsOf(owner.entry.object);
  if (owner === undefined || parts.length === 0) {
    const candidates = named.flatMap(({ names }) => names);
    return { problem: `there is no ${text} in this tree`, near: suggest(text, candidates) };
  }
  if (twins.length > 0) return { problem: inSeveral(parent, [owner, ...twins]) };
  if (parts.includes(part)) return { view: owner.view, subject: { entry: owner.entry, part } };
  const near = suggest(part, parts);
  return {
    problem: `${parent} has no worker pool "${part}": it has ${parts.join(', ')}`,
    near: near === undefined ? undefined : `${parent}/${near}`,
  };
}

/** The objects of that name, one for each landscape that has it. */
function objectsNamed(named: readonly Named[], text: string): Named[] {
  const wanted = text.toLowerCase();
  const found = named.filter(({ names }) => names.includes(wanted));
  const seed = wanted.startsWith('seed/') ? wanted.slice('seed/'.length) : undefined;
  const describing = named.filter(
    ({ entry: { object } }) => describesSeed.has(object.kind) && object.metadata.name === seed,
  );
  const candidates = found.length > 0 ? found : describing;
  return candidates.filter(({ view }, index) => candidates.findIndex(other => other.view === view) === index);
}

function inSeveral(text: string, found: readonly Named[]): string {
  const files = found.map(({ entry }) => entry.origin()?.file ?? '').filter(file => file !== '');
  return `${text} is in ${found.length} landscapes of this tree, choose one with --in: ${files.join(', ')}`;
}

/** Kinds whose gardenlet makes a Seed of the same name. */
const describesSeed: ReadonlySet<string> = new Set(['Gardenlet', 'ManagedSeed']);

/** How an object may be called: by project where its namespace belongs to one, and by namespace. */
function namesOf(view: View, { kind, metadata }: KubernetesObject): string[] {
  const { name = '', namespace } = metadata;
  const owners = namespace === undefined ? [''] : [`${projectOfNamespace(view, namespace)}/`, `${namespace}/`];
  return [...new Set(owners)].map(owner => `${kind}/${owner}${name}`.toLowerCase());
}

interface Workers {
  readonly provider?: { readonly workers?: readonly { readonly name?: string }[] };
}

/** The parts of an object that can be explained by themselves: the worker pools of a Shoot. */
export function partsOf(object: KubernetesObject): string[] {
  if (object.kind !== 'Shoot') return [];
  const workers = (object['spec'] as Workers | undefined)?.provider?.workers;
  return Array.isArray(workers) ? (workers as readonly { readonly name?: string }[]).map(({ name = '' }) => name) : [];
}
