import type { ObjectReference } from '../core/object';
import type { View } from './view';

/** What an app knows about its landscape and the rendered objects do not say; `check` reads it to judge them like the synth did. */
export interface LandscapeSurroundings {
  /** Gardener version of the landscape. */
  readonly gardener: string;
  /** Objects that exist in the clusters and are kept elsewhere. */
  readonly externals: readonly ObjectReference[];
}

/** The file, relative to the folder of a landscape. It has no ending of YAML: Flux would take it for a manifest. */
export const surroundingsFile = 'reports/landscape.json';

/** The text of the file: sorted, so that the order of an app does not show. */
export function printSurroundings({ gardener, externals }: View): string {
  const lines = externals.map(({ apiVersion, kind, namespace, name }) =>
    JSON.stringify({ apiVersion, kind, ...(namespace !== undefined && { namespace }), name }),
  );
  const list = [...new Set(lines)].sort().map(line => `\n    ${line}`);
  return `{\n  "version": 1,\n  "gardener": ${JSON.stringify(gardener)},\n  "externals": [${list.join(',')}${list.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** Reads the file; undefined when it is none of ours. */
export function readSurroundings(text: string): LandscapeSurroundings | undefined {
  try {
    const { version, gardener, externals } = JSON.parse(text) as Partial<LandscapeSurroundings> & { version?: number };
    const isOurs = version === 1 && typeof gardener === 'string' && Array.isArray(externals);
    return isOurs ? { gardener, externals: externals.filter(isReference) } : undefined;
  } catch {
    return undefined;
  }
}

function isReference(value: unknown): value is ObjectReference {
  const { apiVersion, kind, name } = (value ?? {}) as Partial<Record<keyof ObjectReference, unknown>>;
  return [apiVersion, kind, name].every(part => typeof part === 'string');
}
