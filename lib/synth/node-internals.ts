import type { IConstruct, Node } from 'constructs';

/**
 * The parts of constructs' `Node` that have no public reader as cheap as a field. One place, so that a test can prove that they
 * still exist (test/synth/cdk8s-internals.test.ts) and a new version of constructs is a change of this file alone.
 */
interface NodeInternals {
  readonly _children?: Record<string, IConstruct>;
  readonly _dependencies?: ReadonlySet<unknown>;
  readonly _validations?: readonly unknown[];
}

const internals = (node: Node): NodeInternals => node as unknown as NodeInternals;

/** Children in the order of creation (integer-like ids first, as JavaScript keeps them); no list is copied for a leaf. */
export function childrenOf(construct: IConstruct): readonly IConstruct[] {
  const children = internals(construct.node)._children;
  return children === undefined ? noChildren : Object.values(children);
}

const noChildren: readonly IConstruct[] = [];

/** Whether any dependency was declared on the construct itself. */
export function hasDependencies(construct: IConstruct): boolean {
  return (internals(construct.node)._dependencies?.size ?? 0) > 0;
}

/** Whether the construct carries validations of its own. */
export function hasValidations(construct: IConstruct): boolean {
  return (internals(construct.node)._validations?.length ?? 0) > 0;
}

/**
 * Lets a construct have children of any id: constructs asks `id in children`, so that ids such as `constructor` or `toString`
 * collide with members of Object.prototype unless the map has no prototype.
 */
export function allowAnyChildId(construct: IConstruct): void {
  const node = construct.node as unknown as { _children?: Record<string, IConstruct> };
  node._children ??= Object.create(null) as Record<string, IConstruct>;
}
