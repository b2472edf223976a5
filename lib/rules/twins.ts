import { contentKey, isShared } from '../core/shared';
import type { Report } from './report';
import type { ViewObject } from './view';

const mostKnown = 5000;
const plainName = /^[a-z](?:-?[a-z0-9])*$/;

/**
 * A text that twins have in common: objects of one cluster and namespace that differ in their names alone, which are ordinary and equally long.
 * Undefined for objects that are made from no template, whose twin is not worth looking for.
 */
export function twinKey(entry: ViewObject): string | undefined {
  const { metadata, ...content } = entry.object;
  const { name: _, ...others } = metadata;
  return isTemplated(content['spec']) ? partialTwinKey(entry, [others, content]) : undefined;
}

/** As {@link twinKey}, for a check that looks at some parts of an object only, beside its name and namespace: other parts may differ. */
export function partialTwinKey({ cluster, object }: ViewObject, parts: readonly unknown[]): string | undefined {
  const { apiVersion, kind, metadata } = object;
  const { name = '', namespace = '' } = metadata;
  if (!plainName.test(name)) return undefined;
  return [cluster, apiVersion, kind, namespace, name.length, ...parts.map(contentKey)].join(' ');
}

/** Whether a part was seen before, so that others may have it too. */
export function isTemplated(part: unknown): boolean {
  return typeof part === 'object' && part !== null && isShared(part);
}

/** The twins of one check in one View with which nothing was wrong. */
export class SoundTwins {
  private readonly keys = new Set<string>();

  /** Judges an object, unless a twin of it was found sound. */
  judge(key: string | undefined, report: Report, judge: () => void): void {
    if (key === undefined) return judge();
    if (this.keys.has(key)) return;
    judge();
    if (report.findings.length > 0) return;
    if (this.keys.size >= mostKnown) this.keys.clear();
    this.keys.add(key);
  }
}
