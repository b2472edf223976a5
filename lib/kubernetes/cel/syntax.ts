/** An expression as a tree; operators are calls of functions such as `_+_`. `at` is the offset where a part begins. */
export type CelNode =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly text: string; readonly at: number }
  | { readonly kind: 'identifier'; readonly name: string; readonly at: number }
  | SelectNode
  | CallNode
  | { readonly kind: 'list'; readonly elements: readonly ListElement[]; readonly at: number }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[]; readonly at: number }
  | MessageNode;

/** Types that have literals. */
export type LiteralType = 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'bool' | 'null';

/** `operand.field`, or `operand.?field`. */
export interface SelectNode {
  readonly kind: 'select';
  readonly operand: CelNode;
  readonly field: string;
  readonly optional: boolean;
  readonly at: number;
}

/** `name(args)`, or `target.name(args)`. */
export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly target?: CelNode;
  readonly args: readonly CelNode[];
  readonly at: number;
}

/** `name{field: value}`. */
export interface MessageNode {
  readonly kind: 'message';
  readonly name: string;
  readonly fields: readonly MessageField[];
  readonly at: number;
}

/** An element of a list; with `?` it is there when the optional has a value. */
export interface ListElement {
  readonly value: CelNode;
  readonly optional: boolean;
}

/** A key and its value. */
export interface MapEntry extends ListElement {
  readonly key: CelNode;
}

/** A field of a message and its value. */
export interface MessageField extends ListElement {
  readonly name: string;
}

/** `a.b.c` as a text, where the expression is nothing else. */
export function qualifiedName(node: CelNode): string | undefined {
  if (node.kind === 'identifier') return node.name;
  if (node.kind !== 'select' || node.optional) return undefined;
  const before = qualifiedName(node.operand);
  return before === undefined ? undefined : `${before}.${node.field}`;
}
