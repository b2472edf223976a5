import { suggest } from '../core/suggest';
import type { KindInfo, Registry } from './registry';
import { versionRank } from './version-rank';

/** A kind and a path below it, as a command line names them: `core.gardener.cloud/v1beta1/Shoot.spec.provider`. */
export interface KindPath {
  /** The kind, with what stands before it. */
  readonly kind: string;
  /** Empty for the kind itself. */
  readonly path: string;
}

/** Splits behind the kind: groups have dots too, and stand before a slash. */
export function splitKindPath(text: string): KindPath {
  const dot = text.indexOf('.', text.lastIndexOf('/') + 1);
  return dot < 0 ? { kind: text, path: '' } : { kind: text.slice(0, dot), path: text.slice(dot + 1) };
}

/**
 * The kinds that a name means: `Shoot`, `shoots`, `shoot`, or with the group and version before it
 * (`core.gardener.cloud/v1beta1/Shoot`, `core.gardener.cloud/Shoot`). Several API groups have kinds of the same name.
 */
export function findKinds(name: string, registry: Registry): readonly KindInfo[] {
  const [last = '', ...before] = name.split('/').reverse();
  const group = before.reverse().join('/');
  const wanted = last.toLowerCase();
  return [...registry.all()].filter(info => {
    const isNamed = info.kind.toLowerCase() === wanted || pluralOf(info) === wanted;
    return isNamed && (group === '' || info.apiVersion === group || info.group === group);
  });
}

/** One kind for each group: the version that is stored, else the newest that is not deprecated. */
export function preferredVersions(kinds: readonly KindInfo[]): readonly KindInfo[] {
  const byGroup = new Map<string, KindInfo>();
  for (const info of kinds) {
    const key = `${info.group}/${info.kind}`;
    const best = byGroup.get(key);
    if (best === undefined || preference(info) > preference(best)) byGroup.set(key, info);
  }
  return [...byGroup.values()];
}

function preference({ storage, deprecated, version }: KindInfo): number {
  return (storage === true ? 1e9 : 0) - (deprecated === true ? 1e8 : 0) + versionRank(version);
}

/** The name of a kind that somebody most likely meant. */
export function suggestKind(name: string, registry: Registry): string | undefined {
  return suggest(name, new Set([...registry.all()].map(({ kind }) => kind)));
}

/** Plural as the CRD says; aggregated APIs follow the rule of English. */
export function pluralOf({ kind, plural }: KindInfo): string {
  if (plural !== undefined) return plural;
  const name = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
