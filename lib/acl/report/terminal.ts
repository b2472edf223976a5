import type { AccessRow } from '../access-table';
import { tryClient } from '../access-table';
import type { Client } from '../evaluate/connection';
import type { ForecastRow } from './forecast';

const words = { ALLOW: 'pass', DENY: 'deny', UNKNOWN: '?' } as const;

/** Who gets in on which path, as aligned columns: one line per path, one column per client. */
export function terminalMatrix(table: readonly AccessRow[], forecast: readonly ForecastRow[]): string {
  const names = ['path', ...forecast.map(({ client }) => client.name)];
  const addresses = ['', ...forecast.map(({ client }) => client.address)];
  const rows = table.map(({ path }, i) => [
    path.name,
    ...forecast.map(({ verdicts }) => words[verdicts[i] ?? 'UNKNOWN']),
  ]);
  return aligned([names, addresses, ...rows]);
}

/** What becomes of one client on every path, and which filters deny it. */
export function terminalVerdicts(table: readonly AccessRow[], client: Client): string {
  const rows = table.map(row => {
    const { verdict, deniedBy, unclear } = tryClient(row, client);
    return [row.path.name, words[verdict], (verdict === 'UNKNOWN' ? unclear : deniedBy).join(' ')];
  });
  return aligned(rows);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map(row => `${line(row).trimEnd()}\n`).join('');
}
