import type { Judgement } from '../rules/judge';
import { printJson } from '../rules/output/json';
import { printSarif } from '../rules/output/sarif';
import type { Topic } from '../rules/topic';
import type { View } from '../rules/view';
import { landscapeReport } from './landscape-report';
import { printSurroundings } from '../rules/surroundings-file';

/**
 * The files of `reports/`. They change only when what they report changes: places in the app are left out, so that moving a line
 * of TypeScript is no change of dist/.
 */
export function reportFiles(
  landscape: string,
  view: View,
  judgement: Judgement,
  topics: readonly Topic[],
): ReadonlyMap<string, string> {
  const stable = withoutOrigins(judgement);
  const ofTopics = topics.flatMap(topic => [...(topic.reports?.(view) ?? [])]);
  return new Map([
    ...ofTopics.map(({ file, text }) => [`reports/${file}`, text] as const),
    ['reports/findings.json', printJson(stable)],
    ['reports/findings.sarif', printSarif(stable)],
    ['reports/landscape.json', printSurroundings(view)],
    ['reports/landscape.md', landscapeReport(landscape, view)],
  ]);
}

function withoutOrigins({ findings, accepted }: Judgement): Judgement {
  return {
    findings: findings.map(({ origin: _, ...finding }) => finding),
    accepted: accepted.map(({ finding: { origin: _, ...finding }, reason }) => ({ finding, reason })),
  };
}
