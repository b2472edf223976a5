import type { PlainKey } from './key';
import type { Finding } from './problems';
import type { Tagged } from './tag';

/** A finding of the composer, which adds the path. */
export type Note = Omit<Finding, 'path'>;

/** An unquoted key that is no text for some reader. */
export function keyNote(text: string, { text: kubectl, kustomize }: PlainKey): Note {
  const fix = 'put the key in quotes';
  if (kubectl === undefined) {
    const what = text === '' ? 'an empty key' : `the key ${text}`;
    return { code: 'key-type', message: `${what} is no text, and every reader refuses it`, fix, refusedBy: 'everyone' };
  }
  const reads = `kubectl reads the key ${text} as "${kubectl}"`;
  if (kustomize === undefined)
    return { code: 'key-type', message: `${reads}, kustomize and Flux refuse it`, fix, refusedBy: 'kustomize' };
  const message = `${reads}, kustomize and Flux as "${kustomize}"`;
  return { code: 'key-type', message, fix, readings: { kubectl, kustomize } };
}

/** What readers make of a tag, beside the value that kubectl reads. */
export function tagNote(tag: string, { value, kustomize, refusal, unknown }: Tagged): Note | undefined {
  if (refusal !== undefined) return { code: 'tag', message: refusal.message, refusedBy: refusal.by };
  if (unknown)
    return {
      code: 'tag',
      message: `no reader knows the tag ${tag}`,
      discreet: 'no reader knows the tag',
      fix: 'remove it',
    };
  if (kustomize === undefined) return undefined;
  const message = `kubectl and kustomize read different values because of the tag ${tag}`;
  const discreet = 'kubectl and kustomize read different values because of the tag';
  return { code: 'readers-differ', message, discreet, fix: 'remove the tag', readings: { kubectl: value, kustomize } };
}

/** A tag that says of a list or a map something else than that. */
export function collectionTagNote(tag: string): Note {
  return {
    code: 'tag',
    message: `readers ignore the tag ${tag}`,
    discreet: 'readers ignore the tag',
    fix: 'remove it',
  };
}

/** A tag on a key. */
export const keyTagNote: Note = { code: 'tag', message: 'a tag on a key', fix: 'put the key in quotes instead' };

/** An alias that stands for nothing; of a Secret it may be a password that begins with an asterisk. */
export function unknownAliasNote(name: string): Note {
  const message = `the alias "${name}" has no anchor before it`;
  return {
    code: 'unknown-alias',
    message,
    discreet: 'an alias without an anchor before it',
    fix: 'put it in quotes if it is a text',
  };
}

/** The same key twice in a map. */
export function duplicateNote(key: string, refusedBy: 'kustomize' | 'nobody'): Note {
  return {
    code: 'duplicate-key',
    message: `the key "${key}" is there already`,
    fix: 'remove one of the two',
    refusedBy,
  };
}

/** A list, a map or an alias to one as a key. */
export function complexKeyNote(what: string): Note {
  return { code: 'complex-key', message: `${what} cannot be a key`, refusedBy: 'everyone' };
}

/** A key that go-yaml finds too long. */
export function longKeyNote(explicit: boolean): Note {
  const message = 'a key of more than 1024 characters, with its quotes';
  return { code: 'syntax', message, refusedBy: explicit ? 'kustomize' : 'everyone' };
}

/** A merge key. */
export const mergeNote: Note = { code: 'merge', message: 'a merge key, which only YAML 1.1 knows' };

/** A second merge key in the same map. */
export const secondMergeNote: Note = {
  code: 'duplicate-key',
  message: 'a second merge key in the same map',
  fix: 'merge a list of maps',
  refusedBy: 'kustomize',
};

/** A key `<<` in quotes. */
export const quotedMergeNote: Note = {
  code: 'readers-differ',
  message: 'kubectl keeps the quoted key "<<", kustomize and Flux merge or drop it',
};

/** A merge key whose value is no map. */
export const notMergeableNote: Note = {
  code: 'merge',
  message: 'only a map or a list of maps can be merged',
  refusedBy: 'everyone',
};

/** Keys before a merge key, which it replaces for kubectl only. */
export function replacedNote(keys: readonly string[]): Note {
  const shown = keys.map(key => `"${key}"`).join(', ');
  const message = `kubectl takes ${shown} from the merged map, kustomize and Flux from the map itself`;
  return { code: 'readers-differ', message, fix: 'put the merge key first' };
}

/** An escape that only JSON has. */
export function escapeNote(escape: string): Note {
  const message = `${escape} is an escape of JSON, which kubectl, kustomize and Flux do not know in YAML`;
  return { code: 'escape', message, refusedBy: 'everyone' };
}

/** A character that is fine as an escape, but that kustomize writes as it is. */
export const unportableNote: Note = {
  code: 'control-character',
  message: 'the text holds a control character that kustomize and Flux refuse or change',
  refusedBy: 'kustomize',
};
