import { groupOf, type KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';

/** Which objects a patch changes; absent parts fit anything. */
export interface PatchTarget {
  readonly group?: string;
  readonly kind?: string;
  /** A regular expression for the whole name, as kustomize takes it. */
  readonly name?: string;
}

/** The target that is written beside a patch, or of a patch that names its object itself. */
export function targetOf(patch: Readonly<Record<string, unknown>>): PatchTarget {
  const { apiVersion, group, kind, name, metadata } = patch;
  const ownName = name ?? (isMap(metadata) ? metadata['name'] : undefined);
  const ownGroup = group ?? (isText(apiVersion) ? groupOf(apiVersion) : undefined);
  return {
    ...(isText(ownGroup) && { group: ownGroup }),
    ...(isText(kind) && { kind }),
    ...(isText(ownName) && { name: ownName }),
  };
}

/** Whether a patch changes an object. */
export function fits(
  { group, kind, name }: PatchTarget,
  { apiVersion, kind: ownKind, metadata }: KubernetesObject,
): boolean {
  if (group !== undefined && group !== groupOf(apiVersion)) return false;
  if (kind !== undefined && kind !== ownKind) return false;
  if (name === undefined) return true;
  const own = (metadata as { readonly name?: unknown } | undefined)?.name;
  return typeof own === 'string' && isMatch(name, own);
}

function isMatch(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(name);
  } catch {
    return false;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
