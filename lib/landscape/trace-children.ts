import type { IConstruct } from 'constructs';
import { captureTrace } from '../synth/origin';

interface Adopting {
  addChild(child: IConstruct, id: string): void;
}

/**
 * Remembers for every construct that is created directly below this one where in the app that happened, so that findings can
 * name the line. Constructs has no hook for it; its Node tells the parent by calling `addChild`
 * (test/synth/cdk8s-internals.test.ts proves that it does).
 */
export function traceChildren(construct: IConstruct): void {
  const node = construct.node as unknown as Adopting;
  const adopt = node.addChild.bind(node);
  node.addChild = (child, id) => {
    adopt(child, id);
    captureTrace(child);
  };
}
