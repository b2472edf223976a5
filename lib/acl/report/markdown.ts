import type { AccessRow } from '../access-table';
import type { EffectiveSet } from './effective-set';
import type { ForecastRow } from './forecast';
import { uncertainNote } from './terminal';

/** Everything that a report says about one shoot. */
export interface ShootReport {
  /** `garden-dev/crazy-botany`. */
  readonly shoot: string;
  readonly gardener: string;
  readonly table: readonly AccessRow[];
  readonly effective: EffectiveSet | undefined;
  readonly forecast: readonly ForecastRow[];
}

/** Greatest number of ranges that a report lists. */
const shownRanges = 50;

const words = { protected: 'protected', open: '**open**', unclear: 'unclear' } as const;
const marks = { ALLOW: 'pass', DENY: '**deny**', UNKNOWN: 'unknown' } as const;

/** The report of one shoot as Markdown: access table, effective allow set, lock-out forecast. */
export function renderReport({ shoot, gardener, table, effective, forecast }: ShootReport): string {
  const sections = [
    `## Access to ${code(shoot)}`,
    `Gardener ${gardener}`,
    accessSection(table),
    effective === undefined ? '' : effectiveSection(effective),
    matrix(table, forecast),
  ];
  return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}

/** Who gets in on which path, one row per path. Empty without clients. */
export function matrix(table: readonly AccessRow[], forecastRows: readonly ForecastRow[]): string {
  if (forecastRows.length === 0) return '';
  const header = ['path', ...forecastRows.map(({ client }) => `${client.name} ${code(client.address)}`)];
  const rows = table.map(({ path }, i) => [
    path.certain ? path.name : `${path.name} \\*`,
    ...forecastRows.map(({ verdicts }) => marks[verdicts[i] ?? 'UNKNOWN']),
  ]);
  const note = table.every(({ path }) => path.certain) ? '' : `\n\n\\${uncertainNote}`;
  return `### Forecast\n\n${markdownTable(header, rows)}${note}`;
}

function accessSection(table: readonly AccessRow[]): string {
  const rows = table.map(({ path, state, by }) => [
    path.name,
    path.chain.gateway.namespace,
    path.certain ? words[state] : `${words[state]} (exists only with a wildcard certificate)`,
    by.map(code).join(' '),
  ]);
  return `### Entry paths\n\n${markdownTable(['path', 'gateway', 'state', 'by'], rows)}`;
}

function effectiveSection({ ranges, addresses, unreadable }: EffectiveSet): string {
  const shown = ranges
    .slice(0, shownRanges)
    .map(({ network, origins }) => [code(network.toString()), origins.join(', ')]);
  const more = ranges.length > shownRanges ? `\n\n${ranges.length - shownRanges} more ranges` : '';
  const broken = unreadable.map(({ cidr, origin }) => `\n\nNot readable, so not allowed: ${code(cidr)} (${origin})`);
  const counts = `${addresses[4]} IPv4 and ${addresses[6]} IPv6 addresses`;
  return `### Effective allow set: ${counts}\n\n${markdownTable(['range', 'from'], shown)}${more}${broken.join('')}`;
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
