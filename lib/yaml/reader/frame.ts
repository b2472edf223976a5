/** A map or a list that is being read. */
export interface Frame {
  readonly value: Record<string, unknown> | unknown[];
  /** Offset of its first character, for problems. */
  readonly start: number;
  /** The anchor of the collection, closed when the collection ends. */
  readonly anchor: Anchor | undefined;
  /** Levels of collections inside, those behind aliases included. */
  height: number;
  /** A key was read and its value comes next. */
  hasKey: boolean;
  key: string;
  keyAt: number;
  /** What becomes of the value: it is stored, merged, or dropped because there is no key for it. */
  fate: 'store' | 'merge' | 'drop';
  /** Keys that came from a merge: a key of the map itself may replace them. */
  merged: Set<string> | undefined;
  /** A key was met that kustomize reads as another one. */
  renamed: boolean;
  /** A merge key was met before. */
  hasMerge: boolean;
}

/** A value that aliases may stand for. */
export interface Anchor {
  value: unknown;
  /** Number of nodes, with aliases expanded. */
  size: number;
  height: number;
  /** The value is still being read. */
  open: boolean;
}

/** A new frame for a collection that starts. */
export function newFrame(value: Frame['value'], start: number, anchor: Anchor | undefined): Frame {
  return {
    value,
    start,
    anchor,
    height: 1,
    hasKey: false,
    key: '',
    keyAt: 0,
    fate: 'store',
    merged: undefined,
    renamed: false,
    hasMerge: false,
  };
}
