import { objects } from '../rules/objects/topic';
import type { Topic } from '../rules/topic';

const topicsSymbol = Symbol.for('cdk8s-gardener.topics');
const holder = globalThis as unknown as Record<symbol, (() => readonly Topic[]) | undefined>;

/**
 * Says which topics judge every landscape of this process. The entry point of the package does it; the function is called when a
 * landscape is synthesized, so that an app that only builds objects loads no topic.
 */
export function provideTopics(topics: () => readonly Topic[]): void {
  holder[topicsSymbol] = topics;
}

/** The topics of the package, the generic one first. */
export function standardTopics(): readonly Topic[] {
  return [objects, ...(holder[topicsSymbol]?.() ?? [])];
}
