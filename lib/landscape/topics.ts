import type * as generic from '../rules/objects/topic';
import type { Topic } from '../rules/topic';

/** Gives topics when they are needed; a function with a version always judges the same things in the same way. */
export interface TopicProvider {
  (): readonly Topic[];
  /** @default verdicts of these topics are not remembered */
  readonly version?: string | undefined;
}

const topicsSymbol = Symbol.for('cdk8s-gardener.topics');
const holder = globalThis as unknown as Record<symbol, TopicProvider | undefined>;

/**
 * Says which topics judge every landscape of this process. The entry point of the package does it; the function is called when a
 * landscape is judged, so that an app that only builds objects loads no topic.
 */
export function provideTopics(topics: TopicProvider): void {
  holder[topicsSymbol] = topics;
}

/** The topics of the package, the generic one first. */
export function standardTopics(): readonly Topic[] {
  const { objects } = require('../rules/objects/topic') as typeof generic;
  return [objects, ...(holder[topicsSymbol]?.() ?? [])];
}

/** Tells apart packages whose topics may judge differently; undefined when that is not known. */
export function standardTopicsVersion(): string | undefined {
  return holder[topicsSymbol]?.version;
}
