import type { Finding } from '../../../core/finding';
import type { SourceFile } from './source-file';

/** Finds the text of a file that was read. */
export type SourceOf = (file: string) => SourceFile | undefined;

/** Findings that are shown together. */
export interface Group {
  readonly findings: readonly Finding[];
  /** They stand in one document of a file that was read. */
  readonly inFile: boolean;
}

/** Findings of files that were read as they stand there; all others in the order that they have. */
export function inOrderOfFiles(findings: readonly Finding[], sourceOf: SourceOf): readonly Finding[] {
  const inFile = (finding: Finding): boolean => sourceOf(finding.origin?.file ?? '') !== undefined;
  const ofFiles = findings.filter(inFile).sort(compareOrigins);
  return [...ofFiles, ...findings.filter(finding => !inFile(finding))];
}

/** By file, line and column. */
export function compareOrigins({ origin: a }: Finding, { origin: b }: Finding): number {
  if (a?.file !== b?.file) return (a?.file ?? '') < (b?.file ?? '') ? -1 : 1;
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

/** Neighbors that stand in one document and are about one object; what is known of the text alone is about the object next to it. */
export function inGroups(findings: readonly Finding[], sourceOf: SourceOf): Group[] {
  const groups: { findings: Finding[]; inFile: boolean; document: string; object: string | undefined }[] = [];
  for (const finding of findings) {
    const document = documentOf(finding, sourceOf);
    const object = objectOf(finding);
    const last = groups.at(-1);
    const isNext = last !== undefined && document !== undefined && last.document === document;
    if (isNext && (object === undefined || last.object === undefined || object === last.object)) {
      last.findings.push(finding);
      last.object ??= object;
    } else groups.push({ findings: [finding], inFile: document !== undefined, document: document ?? '', object });
  }
  return groups;
}

function documentOf({ origin }: Finding, sourceOf: SourceOf): string | undefined {
  const source = sourceOf(origin?.file ?? '');
  return source && `${origin?.file ?? ''} ${source.documentAt(origin?.line ?? 1)}`;
}

function objectOf({ object, cluster }: Finding): string | undefined {
  return object && JSON.stringify([cluster, object.kind, object.namespace, object.name]);
}
