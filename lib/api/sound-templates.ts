import { memoizeByIdentity } from '../core/memo';
import { isShared } from '../core/shared';
import type { Registry } from './registry';

/** The shared parts of objects in which no field is of another version and no configuration is wrong, by what that depends on. */
export class SoundTemplates {
  private readonly circumstances = new WeakMap<object, Set<string>>();

  has(template: object, circumstances: string): boolean {
    return this.circumstances.get(template)?.has(circumstances) === true;
  }

  add(template: object, circumstances: string): void {
    const known = this.circumstances.get(template);
    if (known === undefined) this.circumstances.set(template, new Set([circumstances]));
    else known.add(circumstances);
  }
}

/** What is known about parts that are judged by the kinds of a registry. */
export const soundTemplates = memoizeByIdentity((_registry: Registry) => new SoundTemplates());

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
