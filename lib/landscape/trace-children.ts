import type { IConstruct } from 'constructs';
import { captureTrace } from '../synth/origin';

const tracingSymbol = Symbol.for('cdk8s-gardener.tracing');

/** Turns tracing on for a tree: without checks nobody asks for places. */
export function enableTracing(root: IConstruct): void {
  Object.defineProperty(root, tracingSymbol, { value: true });
}

interface Adopting {
  addChild(child: IConstruct, id: string): void;
}

/**
 * Remembers for every construct that is created directly below this one where in the app that happened, so that findings can
 * name the line. Constructs has no hook for it; its Node tells the parent by calling `addChild`
 * (test/synth/cdk8s-internals.test.ts proves that it does).
 */
export function traceChildren(construct: IConstruct): void {
  if ((construct.node.root as unknown as Record<symbol, boolean | undefined>)[tracingSymbol] !== true) return;
  const node = construct.node as unknown as Adopting;
  const adopt = node.addChild.bind(node);
  node.addChild = (child, id) => {
    adopt(child, id);
    captureTrace(child);
  };
}
