import { scopeText } from './print-description';
import type { KindInfo } from './registry';

/** Kinds by API group, in byte order, with the scope of each, for a terminal. */
export function printKinds(kinds: Iterable<KindInfo>): string {
  const groups = new Map<string, KindInfo[]>();
  for (const info of kinds) groups.set(info.group, [...(groups.get(info.group) ?? []), info]);
  const blocks = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, members]) => block(group, members));
  return blocks.join('\n');
}

function block(group: string, members: readonly KindInfo[]): string {
  const rows = [...members].sort((a, b) => (`${a.kind} ${a.version}` < `${b.kind} ${b.version}` ? -1 : 1));
  const kind = Math.max(...rows.map(info => info.kind.length)) + 2;
  const version = Math.max(...rows.map(info => info.version.length)) + 2;
  const lines = rows.map(info => `  ${info.kind.padEnd(kind)}${info.version.padEnd(version)}${notes(info)}\n`);
  return `${group === '' ? 'core (no group)' : group}\n${lines.join('')}`;
}

function notes(info: KindInfo): string {
  return [
    scopeText(info),
    ...(info.deprecated === true ? ['deprecated'] : []),
    ...(info.removedIn === undefined ? [] : [`removed in ${info.removedIn}`]),
  ].join(', ');
}
