import type { Judgement } from '../judge';

/** Version of the shape of {@link printJson}; grows when a field changes its meaning or goes. */
export const findingsVersion = 1;

/** Findings as JSON, for programs: `{version, findings, accepted}`; each finding has the fields of `Finding`. */
export function printJson({ findings, accepted }: Judgement): string {
  const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  return `${JSON.stringify({ version: findingsVersion, findings, accepted }, bigints, 2)}\n`;
}
