/** What the OpenStack client prints with `-f json`: a list of maps whose keys are the column titles. */
export type Row = Readonly<Record<string, unknown>>;

/** Reads what `openstack ... -f json` printed. Throws a SyntaxError with what is wrong. */
export function readRows(text: string, command: string): Row[] {
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) throw new SyntaxError(`a list is wanted, as printed by "${command}"`);
  return rows.map((row: unknown, index) => {
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Row;
    throw new SyntaxError(`entry ${index} is no map, as printed by "${command}"`);
  });
}

/** The value of a column, whatever the case of its title. */
export function column(row: Row, title: string): unknown {
  const key = Object.keys(row).find(name => name.toLowerCase() === title.toLowerCase());
  return key === undefined ? undefined : row[key];
}

/** The text of a column; empty when there is none. */
export function textColumn(row: Row, title: string): string {
  const value = column(row, title);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The properties of a row: a map, or the text `a='b', c='d'` of older clients. */
export function properties(row: Row, title = 'Properties'): Readonly<Record<string, string>> {
  const value = column(row, title);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, String(entry)]));
  if (typeof value !== 'string') return {};
  const pairs = value.matchAll(/([^\s,=][^=,]*)='((?:[^'\\]|\\.)*)'/g);
  return Object.fromEntries([...pairs].map(([, name = '', text = '']) => [name, text]));
}
