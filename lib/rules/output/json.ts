import type { Judgement } from '../judge';
import type { Extent } from './summary';

/** Version of the shape of {@link printJson}; grows when a field changes its meaning or goes. */
export const findingsVersion = 1;

/** What is known about a run beside its findings. */
export interface JsonContext {
  /** Gardener version that judged. */
  readonly gardener?: string;
  /** What was looked at. */
  readonly extent?: Extent;
}

/** Findings as JSON, for programs; the shape is that of docs/findings.schema.json. */
export function printJson({ findings, accepted }: Judgement, { gardener, extent }: JsonContext = {}): string {
  const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  return `${JSON.stringify({ version: findingsVersion, gardener, extent, findings, accepted }, bigints, 2)}\n`;
}
