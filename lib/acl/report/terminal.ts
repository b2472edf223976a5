import type { AccessRow } from '../access-table';
import { tryClient } from '../access-table';
import type { Client } from '../evaluate/connection';
import type { ForecastClient } from './forecast';
import { forecast } from './forecast';

const words = { ALLOW: 'pass', DENY: 'deny', UNKNOWN: '?' } as const;
/** Columns of a terminal that nobody asked for more. */
const usualWidth = 100;
/** A verdict with the blanks around it. */
const verdictWidth = 6;
/** A way in keeps at least this much of its name. */
const smallestName = 30;
const note = '* exists only with a wildcard certificate, or where the gateway terminates TLS';

/**
 * Who gets in on which path: the clients with a number each, then one line per path and one column per client. Clients that do not fit
 * beside each other follow in a table of their own.
 */
export function terminalMatrix(
  table: readonly AccessRow[],
  clients: readonly ForecastClient[],
  width = usualWidth,
): string {
  const merged = mergeClients(clients);
  const names = table.map(pathName);
  const longest = Math.max(0, ...names.map(name => name.length));
  const nameWidth = Math.max(Math.min(longest, width - verdictWidth * merged.length), Math.min(longest, smallestName));
  const perBlock = Math.max(1, Math.floor((width - nameWidth) / verdictWidth));
  const legend = aligned(merged.map(({ name, address }, i) => [`  ${i + 1}`, address, name]));
  const blocks: string[] = [];
  for (let from = 0; from < merged.length; from += perBlock) {
    const shown = merged.slice(from, from + perBlock);
    const verdicts = forecast(table, shown).map(row => row.verdicts);
    const header = [
      'way in'.padEnd(nameWidth),
      ...shown.map((_, i) => String(from + i + 1).padEnd(words.ALLOW.length)),
    ];
    const rows = names.map((name, i) => [shortened(name, nameWidth), ...verdicts.map(of => words[of[i] ?? 'UNKNOWN'])]);
    blocks.push(aligned([header, ...rows]));
  }
  return [`clients\n${legend}`, ...blocks, ...uncertainty(table)].join('\n');
}

/** What becomes of one client on every path, and which filters deny it or could not be judged. */
export function terminalVerdicts(table: readonly AccessRow[], client: Client): string {
  const rows = table.map(row => {
    const { verdict, deniedBy, unclear } = tryClient(row, client);
    const by = verdict === 'UNKNOWN' ? ['not judged:', ...unclear] : deniedBy.length > 0 ? ['by', ...deniedBy] : [];
    return [`  ${pathName(row)}`, words[verdict], by.join(' ')];
  });
  return [aligned(rows), ...uncertainty(table)].join('\n');
}

function pathName({ path }: AccessRow): string {
  return path.certain ? path.name : `${path.name} *`;
}

function uncertainty(table: readonly AccessRow[]): string[] {
  return table.every(({ path }) => path.certain) ? [] : [`${note}\n`];
}

/** Several names of one address are one client. */
function mergeClients(clients: readonly ForecastClient[]): ForecastClient[] {
  const names = new Map<string, string[]>();
  for (const { name, address } of clients) names.set(address, [...(names.get(address) ?? []), name]);
  return [...names].map(([address, all]) => ({ address, name: [...new Set(all)].join(', ') }));
}

function shortened(name: string, width: number): string {
  return name.length <= width ? name : `${name.slice(0, width - 1)}…`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map(row => `${line(row).trimEnd()}\n`).join('');
}
