import type { View, ViewObject } from '../rules/view';

interface Row {
  readonly cluster: string;
  readonly unit: string;
  readonly kinds: Map<string, number>;
}

/** What lies where, as Markdown: the clusters with their units, and the kinds in each. */
export function landscapeReport(landscape: string, view: View): string {
  const rows = [...rowsOf(view.objects).values()].sort((a, b) =>
    `${a.cluster}/${a.unit}` < `${b.cluster}/${b.unit}` ? -1 : 1,
  );
  const lines = rows.map(({ cluster, unit, kinds }) => `| ${cluster} | ${unit} | ${kindList(kinds)} |`);
  return [
    `# Landscape ${landscape}`,
    '',
    `Gardener ${view.gardener}. ${view.objects.length} objects in ${rows.length} units.`,
    '',
    '| cluster | unit | objects |',
    '|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function rowsOf(entries: readonly ViewObject[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const { cluster, unit, object } of entries) {
    const key = `${cluster}/${unit}`;
    const row = rows.get(key) ?? { cluster, unit, kinds: new Map<string, number>() };
    row.kinds.set(object.kind, (row.kinds.get(object.kind) ?? 0) + 1);
    rows.set(key, row);
  }
  return rows;
}

function kindList(kinds: ReadonlyMap<string, number>): string {
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`))
    .join(', ');
}
