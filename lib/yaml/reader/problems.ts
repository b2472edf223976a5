import { FieldPath } from '../../core/field-path';
import type { LineIndex } from './line-index';
import type { ReadProblem } from './problem';

/** A problem at an offset; who refuses it is nobody unless it says so. */
export type Finding = Pick<ReadProblem, 'code' | 'message' | 'fix' | 'path' | 'readings'> & {
  readonly refusedBy?: ReadProblem['refusedBy'];
  /** What may be said where the value must not be shown. */
  readonly discreet?: string;
};

/** Collects the problems of one document and gives them out once it is known whether the document is a Secret. */
export class Problems {
  private readonly lines: LineIndex;
  private readonly found: { readonly offset: number; readonly finding: Finding }[] = [];

  constructor(lines: LineIndex) {
    this.lines = lines;
  }

  /** `offset` counts from the start of the file. */
  add(offset: number, finding: Finding): void {
    this.found.push({ offset, finding });
  }

  /** All problems in the order of the text; values below `data` and `stringData` of a Secret are not shown. */
  of(document: unknown): ReadProblem[] {
    const secret = isSecret(document);
    return this.found
      .sort((one, other) => one.offset - other.offset)
      .map(({ offset, finding }) => {
        const { discreet, readings, message, refusedBy = 'nobody', ...rest } = finding;
        const hidden = secret && isSecretField(finding.path ?? FieldPath.root);
        return {
          ...rest,
          message: hidden ? (discreet ?? message) : message,
          refusedBy,
          ...this.lines.position(offset),
          ...(readings && !hidden && { readings }),
        };
      });
  }
}

function isSecret(document: unknown): boolean {
  return typeof document === 'object' && document !== null && (document as { kind?: unknown }).kind === 'Secret';
}

function isSecretField(path: FieldPath): boolean {
  const [field] = path.segments();
  return field === 'data' || field === 'stringData';
}
