import type { Finding } from '../../../core/finding';
import { maySecretField } from '../../../core/secret-field';
import type { SourceFile } from './source-file';

/** A line of a file as it may be shown. */
export interface ShownLine {
  readonly text: string;
  /** Where the finding is, from 0. */
  readonly offset: number;
}

const mask = '(hidden)';
const cutOff = '... ';
/** Characters on each side of the place. */
const longest = 1000;

/** A line without values that may be secret; undefined when it may be all secret. */
export function shownLine(finding: Finding, source: SourceFile): ShownLine | undefined {
  const { line: number = 1, column = 1 } = finding.origin ?? {};
  const { text: line, offset } = around(source.line(number) ?? '', column - 1);
  if (/^\s*$/.test(line) || line.includes('PRIVATE KEY')) return undefined;
  // what stands where the text cannot be read nobody knows
  if (finding.path === '' && (source.mayBeSecret(number) || masked(line) !== line)) return undefined;
  if ((isSecret(finding, source, number) && !isHead(finding, line)) || maySecretField(finding.path))
    return keyOnly(line, offset);
  const before = masked(line.slice(0, offset));
  return { text: before + masked(line.slice(offset)), offset: before.length };
}

/** As much of a line as may be shown, so that no pattern meets a line of megabytes. What is cut off in front takes its secrets with it. */
function around(line: string, offset: number): ShownLine {
  if (offset <= longest) return { text: line.slice(0, offset + longest), offset: Math.min(offset, line.length) };
  return { text: cutOff + line.slice(offset, offset + longest), offset: cutOff.length };
}

/** Of what was read it is known; problems of the text alone name no object. */
function isSecret({ object }: Finding, source: SourceFile, line: number): boolean {
  return object === undefined ? source.mayBeSecret(line) : object.kind === 'Secret' || object.kind === 'InternalSecret';
}

/** A line of the metadata that holds nothing else; a field that is unknown there may have lost its way. */
function isHead({ path, type }: Finding, line: string): boolean {
  return /^(?:metadata|apiVersion|kind|type)\b/.test(path) && type !== 'unknownField' && !line.includes('{');
}

const simpleKey = /^(?:"[^"]*"|'[^']*'|[\w./-]+)(?=\s*:)/;

function keyOnly(line: string, offset: number): ShownLine | undefined {
  const key = simpleKey.exec(line.slice(offset))?.[0];
  if (key === undefined) return undefined;
  const before = line.slice(0, offset);
  const shown = /^[\s-]*$/.test(before) ? before : cutOff;
  return { text: `${shown}${key}: ${mask}`, offset: shown.length };
}

const field = /(["']?)([\w.-]+)\1\s*:\s*(?=[^\s{[|>])/g;
const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/;

/** A line without the values of fields that may hold secrets: those in quotes, and else all to its end, as nobody knows where they end. */
function masked(line: string): string {
  const text = line.replace(/ENC\[[^\]]*\]?/g, `ENC[${mask}]`);
  for (const { 0: all, 2: name = '', index } of text.matchAll(field)) {
    if (!maySecretField(name)) continue;
    const start = index + all.length;
    const value = quoted.exec(text.slice(start))?.[0];
    return text.slice(0, start) + mask + (value === undefined ? '' : masked(text.slice(start + value.length)));
  }
  return text;
}
