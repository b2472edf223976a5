import { describePath, problemOfPath, type Description, type PathProblem } from './describe';
import { findKinds, preferredVersions, splitKindPath, suggestKind } from './kind-name';
import type { KindInfo, Registry } from './registry';

/** Nothing, or too much, has the name that was looked up; the message says what was meant. */
export class LookUpError extends Error {}

/**
 * What stands at `KIND[.PATH]`; of several versions of a kind the one that is stored.
 *
 * @throws LookUpError when there is no such kind or field, or when kinds of several groups have it
 */
export function lookUp(text: string, registry: Registry): Description {
  const { kind: name, path } = splitKindPath(text);
  const found = findKinds(name, registry);
  if (found.length === 0) throw new LookUpError(unknownText(name, registry));
  const kinds = preferredVersions(found);
  const described = kinds.flatMap(kind => describePath(kind, path, registry) ?? []);
  const [only, ...others] = described;
  if (others.length > 0) throw new LookUpError(choiceText(name, path, described));
  if (only !== undefined) return only;
  throw new LookUpError(kinds.map(kind => pathText(kind, path, registry)).join('\n'));
}

function unknownText(name: string, registry: Registry): string {
  const group = name.slice(0, Math.max(0, name.lastIndexOf('/')));
  const kind = name.slice(group === '' ? 0 : group.length + 1);
  const elsewhere = group === '' ? [] : findKinds(kind, registry);
  if (elsewhere.length > 0)
    return `${group} has no kind "${kind}": it is in ${elsewhere.map(({ apiVersion }) => apiVersion).join(', ')}`;
  const meant = suggestKind(kind, registry);
  return `no kind "${name}" is known${meant === undefined ? '' : `: did you mean ${meant}?`}`;
}

function choiceText(name: string, path: string, described: readonly Description[]): string {
  const below = path === '' ? '' : `.${path}`;
  const choices = described.map(({ kind }) => `  ${kind.apiVersion}/${kind.kind}${below}`);
  return `several groups have a kind "${name}", choose one:\n${choices.join('\n')}`;
}

function pathText(kind: KindInfo, path: string, registry: Registry): string {
  const problem = problemOfPath(kind, path, registry);
  return problem === undefined ? '' : problemText(kind, problem);
}

function problemText({ kind }: KindInfo, { parent, name, meant, elsewhere }: PathProblem): string {
  const at = parent.path === '' ? kind : `${kind}.${parent.path}`;
  const parts = [
    ...(meant === undefined ? [] : [`did you mean ${meant}?`]),
    ...(elsewhere === undefined ? [] : [`${name} exists at ${elsewhere === '' ? 'the top level' : elsewhere}`]),
    ...(parent.field?.holds ?? []).map(held => `look into ${held}`),
  ];
  const what = parent.fields.length === 0 ? `${at} is of type ${parent.type} and` : at;
  return `${what} has no field "${name}"${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`;
}
