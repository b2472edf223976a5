import { displayName } from '../../core/object';
import type { AcceptedFinding } from '../acceptance';
import type { Judgement } from '../judge';
import { summary, type Extent } from './summary';
import { groupBlock, repeatedBlock, type BlockContext } from './text/block';
import { fold } from './text/fold';
import { inGroups, inOrderOfFiles } from './text/group';
import { colored, plain } from './text/paint';
import { SourceFile } from './text/source-file';
import { wrap } from './text/wrap';

/** How text is made. */
export interface TextOptions {
  /** Escape sequences for a terminal. @default false */
  readonly color?: boolean;
  /** Columns of the terminal. @default 100 */
  readonly width?: number;
  /** The text of a file that was read: its lines are shown, and its findings stand together. @default none */
  readonly textOf?: (file: string) => string | undefined;
  /** What was looked at, for the last line. @default not said */
  readonly extent?: Extent;
}

/** Findings for a person at a terminal, by file and object: what is wrong, where, what to do. Same mistakes are told once. */
export function printFindings({ findings, accepted }: Judgement, options: TextOptions = {}): string {
  const context = contextOf(options);
  const { single, repeated } = fold(inOrderOfFiles(findings, context.sourceOf));
  const blocks = [
    ...inGroups(single, context.sourceOf).map(group => groupBlock(group, context)),
    ...repeated.map(group => repeatedBlock(group, context)),
    ...acceptedBlock(accepted, context),
  ];
  const last = wrap(summary(findings, accepted.length, options.extent), { width: context.width, indent: '' });
  return `${[...blocks, last.join('\n')].join('\n\n')}\n`;
}

function contextOf({ color = false, width = 100, textOf }: TextOptions): BlockContext {
  const sources = new Map<string, SourceFile | undefined>();
  const sourceOf = (file: string): SourceFile | undefined => {
    if (!sources.has(file)) {
      const text = textOf?.(file);
      sources.set(file, text === undefined ? undefined : new SourceFile(text));
    }
    return sources.get(file);
  };
  return { width, paint: color ? colored : plain, sourceOf };
}

/** Accepted findings are never hidden: one line each, for the rule and the reason. */
function acceptedBlock(accepted: readonly AcceptedFinding[], { width }: BlockContext): string[] {
  const places = new Map<string, string[]>();
  for (const { finding, reason } of accepted) {
    const key = `accepted ${finding.rule}: ${reason}`;
    const place = finding.object === undefined ? (finding.origin?.file ?? '') : displayName(finding.object);
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  if (places.size === 0) return [];
  const lines = [...places].flatMap(([key, of]) => {
    const names = [...new Set(of)];
    const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
    return wrap(`${key} (${shown})`, { width, indent: '' });
  });
  return [lines.join('\n')];
}
