import { memoizeByIdentity } from '../core/memo';
import { isShared } from '../core/shared';
import { SoundParts } from '../core/sound-parts';
import type { Registry } from './registry';

/** Templates of a registry's kinds in which no field is of another version and no configuration is wrong. */
export const soundTemplates = memoizeByIdentity((_registry: Registry) => new SoundParts());

const header: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * The shared part of an object that holds all of its configuration: the object itself, or its spec where it has nothing beside that. Undefined for
 * objects that are like no other.
 */
export function templateOf(object: object): object | undefined {
  if (isShared(object)) return object;
  const { spec } = object as { readonly spec?: unknown };
  if (typeof spec !== 'object' || spec === null || !isShared(spec)) return undefined;
  for (const field in object) if (field !== 'spec' && !header.has(field)) return undefined;
  return spec;
}
