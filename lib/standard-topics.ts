import { buildDigest } from './build-digest';
import { provideTopics } from './landscape/topics';
import type { Topic } from './rules/topic';

// loaded when the first landscape is synthesized: an app that only builds objects needs none of them
const standard = (): readonly Topic[] => (require('./topics') as { topics: readonly Topic[] }).topics;
provideTopics(Object.assign(standard, { version: buildDigest() }));
