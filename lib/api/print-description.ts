import { wrapped } from '../core/wrap';
import type { Description } from './describe';
import type { FieldDescription } from './describe-field';
import type { Availability } from './history';
import type { KindInfo } from './registry';

/** Width of a terminal that everybody has. */
const columns = 100;

/**
 * A description for a terminal of 100 columns.
 *
 * @param asked how the reader named it, for the hint at more
 */
export function printDescription(description: Description, asked: string): string {
  const { kind, path, type, field, fields, removed, availability } = description;
  const notes = [
    ...(path === '' ? kindNotes(kind) : []),
    ...(field === undefined ? whenNotes(availability) : fieldNotes(field)),
  ];
  const head = [
    `${kind.kind}  ${kind.apiVersion}, ${scopeText(kind)}`,
    ...(path === '' ? [] : [`${path}  ${type}`]),
    ...notes.flatMap(note => indented(note, '  ')),
    ...(description.description === undefined ? [] : ['', ...prose(description.description, '  ')]),
    `source: ${kind.source}`,
  ];
  const parts = [head, fieldTable(fields), removedLines(removed), deeper(fields, asked)];
  return `${parts
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Where objects of a kind live, in a word. */
export function scopeText({ scope }: KindInfo): string {
  return { Namespaced: 'namespaced', Cluster: 'cluster-scoped', Config: 'configuration' }[scope];
}

function kindNotes({ deprecated, removedIn }: KindInfo): readonly string[] {
  return [
    ...(deprecated === true ? ['deprecated'] : []),
    ...(removedIn === undefined ? [] : [`removed in ${removedIn}`]),
  ];
}

/** Names and types in columns, what else there is to say beside them or, where they are long, below. */
function fieldTable(fields: readonly FieldDescription[]): readonly string[] {
  const name = Math.max(0, ...fields.map(field => field.name.length)) + 2;
  const type = Math.max(0, ...fields.map(field => field.type.length)) + 2;
  const start = name + type + 2;
  const left = columns - start >= 50 ? start : 6;
  return fields.flatMap(field => {
    const begin = `  ${field.name.padEnd(name)}${field.type.padEnd(type)}`;
    const notes = wrapped(fieldNotes(field).join('; '), columns - left);
    const text = field.description === undefined ? [] : prose(firstParagraph(field.description), '      ');
    if (left !== start) return [begin.trimEnd(), ...notes.map(note => ' '.repeat(left) + note), ...text];
    const [first = '', ...more] = notes;
    return [(begin + first).trimEnd(), ...more.map(note => ' '.repeat(left) + note), ...text];
  });
}

function fieldNotes(field: FieldDescription): readonly string[] {
  const {
    type,
    required,
    allowed,
    known,
    immutable,
    pattern,
    format,
    limits = [],
    rules = [],
    holds,
    availability,
  } = field;
  return [
    ...(required ? ['required'] : []),
    ...defaultNote(field),
    ...(allowed === undefined ? [] : [`one of ${values(allowed)}`]),
    ...(known === undefined ? [] : [`known values ${values(known)}`]),
    ...limits,
    ...(pattern === undefined || type === 'duration' || type === 'quantity' ? [] : [`pattern ${pattern}`]),
    ...(format === undefined || /^int\d\d$/.test(format) ? [] : [`format ${format}`]),
    ...(immutable === undefined ? [] : [immutable === 'always' ? 'immutable' : `immutable ${immutable}`]),
    ...rules.map(rule => `rule: ${rule}`),
    ...(holds === undefined ? [] : [`holds ${holds.join(', ')}`]),
    ...whenNotes(availability),
  ];
}

function defaultNote({ default: given }: FieldDescription): readonly string[] {
  if (given === undefined) return [];
  if (!('value' in given))
    return [given.origin === 'conditional' ? 'default under conditions' : 'default computed by the server'];
  return [`default ${JSON.stringify(given.value)}${given.origin === 'conditional' ? ' under conditions' : ''}`];
}

function whenNotes({ since, removedIn }: Availability): readonly string[] {
  return [
    ...(since === undefined ? [] : [`since Gardener 1.${since}`]),
    ...(removedIn === undefined ? [] : [`until Gardener 1.${removedIn - 1}`]),
  ];
}

function removedLines(removed: Description['removed']): readonly string[] {
  return removed.map(({ name, removedIn }) => `  ${name}  until Gardener 1.${removedIn - 1}`);
}

/** How to read on: the first field that has fields of its own. */
function deeper(fields: readonly FieldDescription[], asked: string): readonly string[] {
  const next = fields.find(({ name, hasFields }) => hasFields && name !== 'metadata' && name !== 'status');
  return next === undefined ? [] : [`more: cdk8s-gardener schema ${asked.replace(/\.$/, '')}.${next.name}`];
}

const values = (list: readonly unknown[]): string => list.map(value => JSON.stringify(value)).join(', ');
const firstParagraph = (text: string): string => text.split(/\n\s*\n/, 1)[0] ?? '';
const prose = (text: string, indent: string): readonly string[] =>
  text.split(/\n\s*\n/).flatMap(paragraph => indented(paragraph, indent));
const indented = (text: string, indent: string): readonly string[] =>
  wrapped(text, columns - indent.length).map(line => indent + line);
