import { provideTopics } from './landscape/topics';
import type { Topic } from './rules/topic';

// loaded when the first landscape is synthesized: an app that only builds objects needs none of them
provideTopics(() => (require('./topics') as { topics: readonly Topic[] }).topics);
