import type { HashInput } from '../pool/hash-input';

/** An input of a hash that is not what it was. */
export interface HashChange {
  readonly name: string;
  /** Absent: it was no input before. */
  readonly before?: string;
  /** Absent: it is no input any more. */
  readonly after?: string;
  /** Where the new value stands, else where the old one stood. */
  readonly origin: string;
}

/** The inputs that differ, in the order in which they are hashed; several of one name are compared as a set. */
export function hashChanges(before: readonly HashInput[], after: readonly HashInput[]): HashChange[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names.flatMap(name => {
    const [old, next] = [before, after].map(inputs => inputs.filter(input => input.name === name)) as [
      HashInput[],
      HashInput[],
    ];
    const gone = old.filter(({ text }) => !next.some(input => input.text === text));
    const added = next.filter(({ text }) => !old.some(input => input.text === text));
    return Array.from({ length: Math.max(gone.length, added.length) }, (_, index) =>
      changeOf(name, gone[index], added[index]),
    );
  });
}

function changeOf(name: string, old: HashInput | undefined, next: HashInput | undefined): HashChange {
  return {
    name,
    ...(old && { before: old.text }),
    ...(next && { after: next.text }),
    origin: (next ?? old)?.origin ?? '',
  };
}

/** A change in words: `machine type changes from a to b`. */
export function describeChange({ name, before, after }: HashChange): string {
  const quote = (text: string): string => (text === '' ? '""' : text);
  if (before === undefined) return `${name} ${quote(after ?? '')} is new`;
  if (after === undefined) return `${name} ${quote(before)} is gone`;
  return `${name} changes from ${quote(before)} to ${quote(after)}`;
}
