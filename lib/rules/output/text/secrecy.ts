import type { Finding } from '../../../core/finding';
import { maySecretField } from '../../../core/secret-field';
import type { SourceFile } from './source-file';
import { keyAt } from './span';

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
  if (isSecret(finding, source, number) && !isHead(finding, line)) return keyOnly(line, offset);
  if (maySecretField(finding.path)) return keyOnly(line, offset);
  const before = masked(line.slice(0, offset));
  return { text: before + masked(line.slice(offset)), offset: before.length };
}

/** As much of a line as may be shown, so that no pattern meets a line of megabytes. What is cut off in front takes its secrets with it. */
function around(line: string, offset: number): ShownLine {
  if (offset <= longest) return { text: line.slice(0, offset + longest), offset: Math.min(offset, line.length) };
  return { text: cutOff + line.slice(offset, offset + longest), offset: cutOff.length };
}

function isSecret({ object }: Finding, source: SourceFile, line: number): boolean {
  return object?.kind === 'Secret' || object?.kind === 'InternalSecret' || source.isInSecret(line);
}

/** A line of the metadata that holds nothing else. */
function isHead({ path }: Finding, line: string): boolean {
  return /^(?:metadata|apiVersion|kind|type)\b/.test(path) && !line.includes('{');
}

function keyOnly(line: string, offset: number): ShownLine | undefined {
  const field = keyAt(line, offset);
  if (field === undefined) return undefined;
  const before = line.slice(0, offset);
  const shown = /^[\s-]*$/.test(before) ? before : cutOff;
  return { text: `${shown}${line.slice(field.start, field.end)}: ${mask}`, offset: shown.length };
}

const pair = /("?)([\w.-]+)\1(\s*:\s*)("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^\s{[|>,}\]"'][^,}\]]*)/g;

function masked(text: string): string {
  return text
    .replace(/ENC\[[^\]]*\]?/g, `ENC[${mask}]`)
    .replace(pair, (all: string, quote: string, name: string, colon: string) =>
      maySecretField(name) ? `${quote}${name}${quote}${colon}${mask}` : all,
    );
}
